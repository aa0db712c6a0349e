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


def test_garments_look_like_fashion_mnist_to_a_program() -> None:
    pictures, classes = images.garments(30)
    assert pictures.shape == (30, 28, 28)
    assert pictures.dtype == np.uint8
    assert pictures.max() > 200
    assert np.bincount(classes).tolist() == [10, 10, 10]


def test_garments_are_the_same_every_time_and_no_two_alike() -> None:
    pictures, _ = images.garments(60)
    assert np.array_equal(pictures, images.garments(60)[0])
    assert len({picture.tobytes() for picture in pictures}) == 60
    others = {picture.tobytes() for picture in images.garments(60, seed=1)[0]}
    assert not others & {picture.tobytes() for picture in pictures}


def test_garments_can_be_told_apart_but_not_without_mistakes() -> None:
    pictures, classes = images.garments(600)
    means = [pictures[:300][classes[:300] == index].mean(axis=0) for index in range(3)]
    distances = [((pictures[300:] - mean) ** 2).mean(axis=(1, 2)) for mean in means]
    accuracy = (np.argmin(distances, axis=0) == classes[300:]).mean()
    assert 0.6 < accuracy < 0.98


def test_no_garment_is_nothing_at_all() -> None:
    assert images.garments(0)[0].shape == (0, 28, 28)
    assert (images.garments(300)[0].max(axis=(1, 2)) > 50).all()
