"""The archive as a schema.org ``Dataset``, so that dataset search engines find it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from archive.export.fields import ARTICLE
from archive.site.exports import Export
from archive.site.language import Language

# Inside a script element nothing but its end is markup; these can't begin one then.
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def dataset(
    speech: Language, address: str, files: Iterable[Export], *, oldest: str | None, newest: str | None
) -> Markup:
    """JSON-LD for a script element.

    :param address: of the data page, with scheme and host
    :param oldest: publication of the first article, ISO 8601; ``newest`` of the last
    """
    record: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": f"{speech('site.name')} {speech('site.place')}",
        "description": speech("data.description"),
        "url": address,
        "identifier": address,
        "inLanguage": "id",
        "isAccessibleForFree": True,
        "license": f"{address}#licence",
        "creator": {"@type": "Organization", "name": f"{speech('site.name')} {speech('site.place')}", "url": address},
        "spatialCoverage": {
            "@type": "Place",
            "name": "Jawa Timur, Indonesia",
            "geo": {"@type": "GeoShape", "box": "-8.85 110.85 -5.0 116.3"},
        },
        "temporalCoverage": f"{oldest[:10]}/{newest[:10]}" if oldest and newest else None,
        "keywords": ["koperasi", "UMKM", "Jawa Timur", "berita", "cooperatives", "East Java", "local government news"],
        "variableMeasured": [field.name for field in ARTICLE],
        "distribution": [_file(address, file) for file in files],
    }
    kept = {name: value for name, value in record.items() if value not in (None, [])}
    return Markup(json.dumps(kept, ensure_ascii=False).translate(_UNSAFE))  # noqa: S704 (nothing in it is markup)


def _file(address: str, file: Export) -> dict[str, Any]:
    record = {
        "@type": "DataDownload",
        "name": file.name,
        "encodingFormat": file.media_type.partition(";")[0],
        "contentUrl": f"{address}/{file.name}",
        "contentSize": f"{file.size_bytes} B",
        "dateModified": file.written_at.date().isoformat(),
        "sha256": file.sha256,
    }
    return {name: value for name, value in record.items() if value is not None}
