"""Draws the pictures of the demo newspaper: small SVG landscapes that follow from their address."""

from hashlib import blake2b


def draw_picture(path: str) -> bytes:
    """Return an SVG of hills under a sun, different for each path."""
    dice = blake2b(path.encode(), digest_size=8).digest()
    hue, sun, first, second, third = (dice[n] for n in range(5))
    sky = f"hsl({180 + hue % 60} 60% {70 + sun % 18}%)"
    far = f"M0 {300 - first // 3} Q260 {140 + second // 3} 520 {300 - third // 4} T780 {260 - first // 4} V440 H0Z"
    near = f"M0 {370 - third // 5} Q200 {300 - second // 4} 420 {360 - first // 6} T780 {340 - second // 5} V440 H0Z"
    hills = (
        f'<path d="{far}" fill="hsl({90 + hue % 50} 35% 48%)"/><path d="{near}" fill="hsl({80 + hue % 50} 40% 32%)"/>'
    )
    houses = "".join(
        f'<path d="M{x} 372 v-34 l18 -16 l18 16 v34z" fill="hsl({(hue * n) % 40} 45% {40 + n * 6}%)"/>'
        for n, x in enumerate((80 + first, 140 + second, 300 + third), 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 780 440"><rect width="780" height="440" fill="{sky}"/>'
        f'<circle cx="{120 + second * 2}" cy="{60 + sun // 3}" r="38" fill="#fff3c4"/>{hills}{houses}</svg>'
    ).encode()
