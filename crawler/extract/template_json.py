"""A learned template as JSON and back: the form in which it is kept between runs."""

import json
from typing import Any

from crawler.extract.chrome import Sightings, repeat_of
from crawler.extract.template import Template, Votes

FORMAT = "template/1"


def to_json(template: Template) -> str:
    """Return the template as JSON, keys sorted, so that two files of one template compare by line."""
    plain: dict[str, Any] = {
        "format": FORMAT,
        "outlet": template.outlet_id,
        "version": template.version,
        "lessons": template.lessons,
        "orders": template.orders,
        "sure": template.sure,
        "doubted": template.doubted,
        "near": {key: [v.kept, v.dropped, v.pages] for key, v in template.near.items()},
        "nearest": {key: [v.kept, v.dropped, v.pages] for key, v in template.nearest.items()},
        "around": {key: [v.kept, v.dropped, v.pages] for key, v in template.around.items()},
        "texts": template.texts,
        "roles": template.roles,
        "boxes": {key: [v.kept, v.dropped, v.pages] for key, v in template.boxes.items()},
        "paths": template.paths,
        "chrome": {key: [s.pages, s.proven, s.harmful, s.outer, s.last] for key, s in template.chrome.items()},
    }
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def from_json(text: str) -> Template:
    """Return the template; raises ValueError where the text is no template of this format."""
    plain = json.loads(text)
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise ValueError(f'expected "format": "{FORMAT}"')
    try:
        return Template(
            outlet_id=str(plain["outlet"]),
            version=int(plain["version"]),
            lessons=int(plain["lessons"]),
            orders={order: int(n) for order, n in plain.get("orders", {}).items()},
            sure=int(plain.get("sure", 0)),
            doubted=int(plain.get("doubted", 0)),
            near={key: Votes(*map(int, v)) for key, v in plain["near"].items()},
            nearest={key: Votes(*map(int, v)) for key, v in plain["nearest"].items()},
            around={key: Votes(*map(int, v)) for key, v in plain["around"].items()},
            texts={key: int(n) for key, n in plain["texts"].items()},
            roles={role: {key: int(n) for key, n in found.items()} for role, found in plain["roles"].items()},
            boxes={key: Votes(*map(int, v)) for key, v in plain["boxes"].items()},
            paths={key: int(n) for key, n in plain["paths"].items()},
            chrome={key: _sightings(key, *seen) for key, seen in plain.get("chrome", {}).items()},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"a template without {error}") from error


def _sightings(key: str, pages: int, proven: int, harmful: int, outer: str, last: int) -> Sightings:
    repeat_of(key)  # raises ValueError here, and not on each page that is read
    return Sightings(int(pages), int(proven), int(harmful), str(outer), int(last))
