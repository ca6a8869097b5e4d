"""What the server can see and what is kept, said to those who are invited. Knows nothing of anybody."""

from __future__ import annotations

from flask import Blueprint, render_template

pages = Blueprint("privacy", __name__)


@pages.get("/privacy")
def privacy() -> str:
    return render_template("privacy.html")
