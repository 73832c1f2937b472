import pytest

from scale.shown import shown


# @verifies SW-1
# @intent rounds to the nearest 100 g
def test_rounds():
    assert shown(23_449) == 23_400


# @verifies SW-1
# @kind robustness
# @intent refuses a load out of range
@pytest.mark.parametrize("load", [-1, 50_001])
def test_refuses(load):
    with pytest.raises(ValueError):
        shown(load)
