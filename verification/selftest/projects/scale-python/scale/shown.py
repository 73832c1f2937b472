"""Weight on the display."""


def shown(load_grams: int) -> int:
    """Load as shown, in grams.

    @implements SW-1
    """
    if not 0 <= load_grams <= 50_000:
        raise ValueError("load out of range")
    return (load_grams + 50) // 100 * 100
