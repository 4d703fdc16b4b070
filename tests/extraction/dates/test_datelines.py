import pytest

from scrapers.extraction.dates.datelines import dateline


@pytest.mark.parametrize(
    ("opening", "source", "iso"),
    [
        ("JOMBANGKAB_DINKOPUM, 10 Februari 2025 – ", "JOMBANGKAB_DINKOPUM", "2025-02-10"),
        ("JOMBANGKAB_DINKOPUM – ", "JOMBANGKAB_DINKOPUM", None),
        ("JOMBANGKAB, DINKOPUM - ", "JOMBANGKAB, DINKOPUM", None),
        ("Jombangkab, Dinkopum - ", "Jombangkab, Dinkopum", None),
        ("Jombang, Disdagrin - ", "Jombang, Disdagrin", None),
        ("MARON – ", "MARON", None),
        ("MARON–", "MARON", None),
        ("Maron – ", "Maron", None),
        ("JAKARTA – ", "JAKARTA", None),
        ("JAKARTA —", "JAKARTA", None),
        ("KOMINFO, Sidoarjo – ", "KOMINFO, Sidoarjo", None),
        ("Tubankab - ", "Tubankab", None),
        ("Tubankab -", "Tubankab", None),
        ("Pemkab Pamekasan-", "Pemkab Pamekasan", None),
        ("Pemkab Pamekasan- ", "Pemkab Pamekasan", None),
        ("Mayangan, InfoPublik – ", "Mayangan, InfoPublik", None),
        ("Situbondo, 18 Juli 2019 – ", "Situbondo", "2019-07-18"),
        ("Kota Malang, Senin (6/10/2025) – ", "Kota Malang", "2025-10-06"),
        ("Jombang, Senin (12/7) - ", "Jombang", None),
        ("  Jombang, 10-02-2025 -- ", "Jombang", "2025-02-10"),
        ("Kab. Kediri – ", "Kab. Kediri", None),
        ("Reporter : Siti Aminah\nEditor: Budi\n\nMARON – ", "MARON", None),
        ("bondowosokab.go.id, BONDOWOSO - ", "bondowosokab.go.id, BONDOWOSO", None),
        ("Blitar, kabarlokal.com – ", "Blitar, kabarlokal.com", None),
        ("SURABAYA (Kominfo) – ", "SURABAYA (Kominfo)", None),
    ],
)
def test_datelines(opening: str, source: str, iso: str | None) -> None:
    found = dateline(f"{opening}Pelatihan digelar di balai desa.")
    assert found is not None
    assert (found.source, found.end) == (source, len(opening))
    assert (found.date.iso if found.date else None) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "–",
        "Kegiatan ini - yang digelar tahunan - selesai.",
        "Kegiatan Ini – Dibuka Bupati",
        "Pelatihan - Peserta belajar membatik",
        "UMKM – Pelaku usaha mikro naik kelas",
        "RAT - Rapat anggota tahunan digelar",
        "Gerakan-gerakan koperasi tumbuh",
        "Non-Tunai kini berlaku di pasar",
        "Jombang-Mojokerto kini tersambung",
        "Bupati Jombang – dalam sambutannya – berpesan",
        "Tahun 2024 - Capaian naik",
        "10 Februari 2025 – Rapat digelar",
        "Sosialisasi, Senin – Seluruh peserta hadir",
        "Rapat digelar di Jombang\n– peserta pertama",
        "Jombang " + "Raya " * 20 + "– Rapat digelar",
        "Jombang, sejak 10 Februari 2025 – Rapat digelar",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert dateline(text) is None
