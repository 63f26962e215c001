"""Lines that tell of publication and change, cut in two."""

import pytest

from crawler.fields.date_labels import split_change


@pytest.mark.parametrize(
    ("language", "published", "change"),
    [
        ("en", "Published: 17 May 2025", "Updated: 19 May 2025"),
        ("de", "Veröffentlicht am 17.05.2025", "zuletzt aktualisiert am 19.05.2025"),
        ("fr", "Publié le 17 mai 2025 à 10h05", "mis à jour le 19 mai 2025 à 09h00"),
        ("tr", "Giriş: 17.05.2025 - 10:05", "Güncelleme: 18.05.2025 - 09:00"),
        ("ko", "입력 2025.05.17. 오후 6:05", "수정 2025.05.18. 오전 9:00"),
        ("ja", "公開：2025年5月17日", "更新：2025年5月18日"),
        ("pt", "17/05/2025 às 10h05 •", "Atualizado em 18/05/2025 às 09h00"),
        ("tr", "发布于 2025-05-17", "最近更新：2025-05-18"),
        (None, "Published 17 May 2025", "Last modified 19 May 2025"),
    ],
)
def test_a_line_is_cut_at_its_labels(language: str | None, published: str, change: str) -> None:
    """In the page's language or in English, and in either order where both parts have a label."""
    line = f"{published} {change}"

    assert tuple(part.strip() for part in split_change(line, language)) == (published, change)
    assert split_change(published, language) == (published, "")
    assert split_change(change, language) == ("", change)


def test_a_change_ends_at_a_mark() -> None:
    """Behind a bar the line speaks of publication again."""
    assert split_change("Updated 09:00 | 17 May 2025", "en") == ("| 17 May 2025", "Updated 09:00 ")
