"""What WeasyPrint's tagged PDF still lacks for PDF/UA-1 (ISO 14289-1), written into its objects.

Knows no certificate: languages of parts, scopes of table headers, tab order, and the declaration.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf

# PDF/A (ISO 19005-3, 6.6.2.3) wants a description of every schema in the metadata that it does not know.
PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that this file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
END_OF_RDF = b"</rdf:RDF>"


def declare_pdf_ua(pdf: pydyf.PDF) -> None:
    """Beside PDF/A in the document's metadata."""
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.extra.get("Type") == "/Metadata":
            stream.stream = [b"\n".join(stream.stream).replace(END_OF_RDF, PDF_UA + END_OF_RDF)]


def name_attachments_once(pdf: pydyf.PDF) -> None:
    """WeasyPrint names each twice among the associated files."""
    pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def mend_structure(pdf: pydyf.PDF, other_languages: Sequence[str]) -> None:
    """Name the language of what stands in <article>, the scope of each header, and the pages' tab order."""
    by_reference = {item.reference: item for item in pdf.objects if isinstance(item, pydyf.Dictionary)}
    for item in by_reference.values():
        if item.get("Type") == "/Page":
            item["Tabs"] = "/S"
        if item.get("Type") != "/StructElem":
            continue
        if item["S"] == "/Art" and other_languages:
            item["S"], item["Lang"] = "/Div", pydyf.String(other_languages[0])
        if item["S"] in ("/TH", "/TD"):
            _state_scope(item, by_reference)


def _state_scope(cell: Any, by_reference: dict[bytes, Any]) -> None:
    """WeasyPrint joins cells to headers by identifiers, without their index; a scope needs none."""
    cell.pop("ID", None)
    attributes = cell.get("A", {})
    attributes.pop("Headers", None)
    if cell["S"] == "/TH":
        siblings = [by_reference[kid]["S"] for kid in by_reference[cell["P"]]["K"] if kid in by_reference]
        attributes["Scope"] = "/Column" if siblings[-1] == "/TH" else "/Row"
    if list(attributes) == ["O"]:
        del cell["A"]
