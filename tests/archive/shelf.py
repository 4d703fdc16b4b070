"""A small archive whose articles a test can name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from archive.models import Attachment, Image, OfficeRecord
from archive.store import Archive
from tests.samples import article, page

OFFICES = [
    OfficeRecord(
        "jombang", "3517", "kabupaten", "Kabupaten Jombang", "Dinas Koperasi dan Usaha Mikro", -7.55, 112.23, 4.0
    ),
    OfficeRecord("kota-malang", "3573", "kota", "Kota Malang", "Dinas Koperasi Kota", -7.98, 112.62),
    OfficeRecord(
        "malang", "3507", "kabupaten", "Kabupaten Malang", "Dinas Koperasi", -8.13, 112.57, website="https://m/"
    ),
    OfficeRecord("provinsi-jawa-timur", "35", "provinsi", "Provinsi Jawa Timur", "Diskop UKM", -7.29, 112.73),
]
# Name, office, published, category, title, body; the newest first.
ARTICLES = [
    ("rat", "jombang", "2026-02-10T09:00:00+07:00", "Berita", "Rapat anggota tahunan", "Koperasi Sumber Rejeki rapat."),
    ("pasar", "malang", "2026-01-31", "Perdagangan", "Pasar murah", "Pasar murah di Kepanjen; koperasi ikut serta."),
    ("kdmp", "jombang", "2025-12-31T23:30:00+07:00", "Berita", "Koperasi Desa Merah Putih", "Gerai dibuka di desa."),
    ("warna", "kota-malang", "2025-07-01", "BERITA", "Putih dan merah", "Batik merah, lalu putih, milik koperasi."),
    (
        "latih",
        "kota-malang",
        "2025-01-05",
        "UMKM",
        "Pelatihan pengemasan",
        "Pelatih mengajar pelaku usaha mikro. Jum’at.",
    ),
    ("tera", "malang", "2024-02-29", None, "Tera ulang", "Timbangan pasar diperiksa <script>alert(1)</script>."),
]
NAMES = [name for name, *_ in ARTICLES]


def fill(archive: Archive) -> None:
    """Save everything, the oldest first, as a crawl would; one article without a date comes last in every list."""
    archive.replace_offices(OFFICES)
    for name, office, published, category, title, body in reversed(ARTICLES):
        save(archive, name, office, published=published, category=category, title=title, body=body)


def save(archive: Archive, name: str, office: str, *, nights: int = 0, **fields: object) -> None:
    """Save one article that the office's site shows at ``/name``."""
    host = f"{office}.example.go.id"
    said = article(f"/{name}", **fields)
    archive.save(
        replace(said, url=f"https://{host}/{name}"),
        replace(page(nights=nights), office=office, site=host),
        identity=f"{host}/{name}",
    )


def save_rich(archive: Archive) -> None:
    """Save an article that has pictures and attachments, edit it, and save one that has nothing but a text."""
    pictures = (Image("https://x.example/1.jpg", 'Rapat, "besar"'), Image("https://x.example/2.jpg", None))
    files = (Attachment("https://x.example/1.pdf", "Daftar", "application/pdf"),)
    rich: dict[str, Any] = {
        "images": pictures,
        "image_url": pictures[0].url,
        "attachments": files,
        "published": "2026-03-01",
    }
    save(archive, "kaya", "jombang", title="=1+1", body='Paragraf "satu".\n\n- butir', **rich)
    save(archive, "kaya", "jombang", nights=1, title="=1+2", body='Paragraf "dua".\n\n- butir', **rich)
    save(archive, "miskin", "malang", title="@awal", body="-5 derajat", published=None)
