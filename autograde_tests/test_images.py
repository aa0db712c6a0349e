import numpy as np
import pytest

from pooling_course import images


def test_the_photograph_is_a_greyscale_image_of_whole_numbers() -> None:
    photo = images.photograph()
    assert photo.shape == (128, 128)
    assert photo.dtype == np.int64
    assert photo.min() >= 0
    assert photo.max() <= 255
    assert photo.std() > 50


def test_a_smaller_photograph_holds_the_means_of_the_larger_one() -> None:
    small, large = images.photograph(8), images.photograph(1)
    assert small.shape == (64, 64)
    assert large.shape == (512, 512)
    assert abs(small[0, 0] - large[:8, :8].mean()) <= 0.5
    assert abs(small[5, 9] - large[40:48, 72:80].mean()) <= 0.5


@pytest.mark.parametrize("shrink", [0, -1, 3, 1024])
def test_a_photograph_of_no_whole_size_is_refused_in_one_line(shrink: int) -> None:
    with pytest.raises(ValueError, match="take 1, 2, 4 or 8"):
        images.photograph(shrink)


def test_numbers_are_distinct_and_the_same_every_time() -> None:
    image = images.numbers(3, 5, lowest=-7)
    assert image.shape == (3, 5)
    assert sorted(image.ravel()) == list(range(-7, 8))
    assert np.array_equal(image, images.numbers(3, 5, lowest=-7))
    assert not np.array_equal(image, images.numbers(3, 5, lowest=-7, seed=1))
