"""A course on data: arrays, tables, random numbers, figures."""

# ruff: noqa: E501 - notebook cells, and answers as students write them

from .exercise import Exercise

EXERCISES = (
    Exercise(
        "frame",
        """
import pandas as pd
def load():
    return pd.read_csv("people.csv", parse_dates=["born"])
def adults(df):
    return df[df["age"] >= 18].reset_index(drop=True)
def mean_age(df):
    return df.groupby("town")["age"].mean()
def add_double(df):
    df["double"] = df["age"] * 2
def pivot(df):
    return df.pivot_table(index="town", columns="sex", values="age", aggfunc="sum", fill_value=0)
people = load()
""",
        """
import pandas as pd, numpy as np
df = pd.DataFrame({"name": ["a", "b", None], "age": [10, 20, 40], "town": ["x", "y", "y"], "sex": list("mfm")})
assert people.shape == (3, 4) and people["born"].dt.year.tolist() == [2000, 2010, 1990]
pd.testing.assert_frame_equal(adults(df), df[1:].reset_index(drop=True))
pd.testing.assert_series_equal(mean_age(df), pd.Series({"x": 10.0, "y": 30.0}, name="age").rename_axis("town"))
before = df.copy()
adults(df)
assert df.equals(before)
add_double(df)
assert df["double"].tolist() == [20, 40, 80]
assert pivot(df).loc["y", "m"] == 40
assert isinstance(mean_age(df), pd.Series) and mean_age(df)["y"] == 30
assert list(df.columns) == ["name", "age", "town", "sex", "double"]
""",
        wrong=(
            "import pandas as pd\npeople = pd.DataFrame()\ndef adults(df): return df\n"
            "def mean_age(df): return df['age'].mean()\ndef add_double(df): return df",
            "import pandas as pd\npeople = pd.read_csv('people.csv')",
        ),
    ),
    Exercise(
        "arrays",
        """
import numpy as np
def standardise(a):
    return (a - a.mean(axis=0)) / a.std(axis=0)
def roll(rng, n):
    return rng.integers(1, 7, size=n)
def fill(a):
    a[a < 0] = 0
def info(a):
    return a.dtype, a.shape, a.max()
def masked(a):
    return np.ma.masked_less(a, 0)
def records():
    return np.array([(1, 2.5)], dtype=[("a", "i4"), ("b", "f8")])
def days():
    return np.arange("2024-01-01", "2024-01-04", dtype="datetime64[D]")
def mixed():
    return np.array([1, "a", None], dtype=object)
""",
        """
import numpy as np
a = np.arange(6.0).reshape(3, 2)
np.testing.assert_allclose(standardise(a).mean(axis=0), 0, atol=1e-12)
assert roll(np.random.default_rng(5), 4).tolist() == np.random.default_rng(5).integers(1, 7, size=4).tolist()
rng = np.random.default_rng(1)
first, second = roll(rng, 3).tolist(), roll(rng, 3).tolist()
other = np.random.default_rng(1)
assert other.integers(1, 7, size=3).tolist() == first and other.integers(1, 7, size=3).tolist() == second
b = np.array([-1, 2])
fill(b)
assert b.tolist() == [0, 2]
assert info(a) == (np.dtype("f8"), (3, 2), 5.0)
assert masked(np.array([-1, 3])).sum() == 3
assert records()["b"][0] == 2.5 and records().dtype.names == ("a", "b")
assert days()[1] == np.datetime64("2024-01-02")
assert mixed().tolist() == [1, "a", None]
""",
        wrong=(
            "def standardise(a): return a\ndef roll(rng, n): return [1] * n\ndef fill(a): return a",
        ),
    ),
    Exercise(
        "randoms",
        """
import random, numpy as np
def throw():
    return random.randint(1, 6)
def noise(n):
    return np.random.rand(n)
""",
        """
import random
assert {throw() for _ in range(200)} == {1, 2, 3, 4, 5, 6}
assert noise(3).shape == (3,) and (noise(3) != noise(3)).any()
import numpy as np
random.seed(3)
first = [throw() for _ in range(9)]
random.seed(3)
assert first == [random.randint(1, 6) for _ in range(9)]
np.random.seed(4)
first = noise(3).tolist()
np.random.seed(4)
assert first == noise(3).tolist()
""",
        wrong=("def throw(): return 4\ndef noise(n): return [0] * n",),
    ),
    Exercise(
        "axes",
        """
import matplotlib.pyplot as plt
def draw(ax, xs):
    ax.plot(xs)
    ax.set_title("Heights")
    return ax
""",
        """
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
draw(ax, [1, 2])
assert ax.get_title() == "Heights" and len(ax.lines) == 1
""",
        wrong=("def draw(ax, xs): return ax",),
    ),
    Exercise(
        "prepared",
        """
def ages(rows):
    return [row["age"] for row in rows]
""",
        """
assert ages(people) == [24, 34] and settings["limit"] == 5 and words == ["a", "b"]
assert list(prepared.columns) == ["x", "double"] and prepared["double"].tolist() == [2, 4]
""",
        given="import pandas as pd\npeople, settings, words = [], {}, ['b', 'a']\nprepared = pd.DataFrame({'x': [1, 2]})",
        shown="people.append({'age': 24})\npeople.append({'age': 34})\nsettings['limit'] = 5\nwords.sort()\n"
        "prepared['double'] = prepared['x'] * 2",
        wrong=("def ages(rows): return []",),
    ),
)

FILES = {
    "people.csv": "name,age,town,born\nA,24,x,2000-01-01\nB,14,y,2010-05-05\nC,34,y,1990-03-03\n"
}
