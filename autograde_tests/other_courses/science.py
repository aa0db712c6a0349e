"""Courses on data, numerical methods and statistics, as they are taught with notebooks."""

# ruff: noqa: E501 - notebook cells, and answers as students write them

from .exercise import Exercise

EXERCISES = (
    Exercise(
        "cleaning",
        """
df = raw.copy()
df["price"] = pd.to_numeric(df["price"].str.replace("$", "", regex=False))
df = df.dropna(subset=["price"]).reset_index(drop=True)
df["when"] = pd.to_datetime(df["when"])
df["size"] = pd.Categorical(df["size"], categories=["S", "M", "L"], ordered=True)
by_size = df.groupby("size", observed=False)["price"].agg(["mean", "count"])
monthly = df.set_index("when")["price"].resample("MS").sum()
most_expensive = df.loc[df["price"].idxmax(), "item"]
n_missing = int(raw["price"].isna().sum())
""",
        """
assert isinstance(df, pd.DataFrame) and df.shape == (4, 4), df.shape
assert raw.shape == (5, 4) and raw["price"].iloc[0] == "$3.50"
pd.testing.assert_series_equal(df["price"], pd.Series([3.5, 10.0, 7.25, 1.0], name="price"))
assert df["when"].dtype.kind == "M" and df["when"].dt.month.tolist() == [1, 1, 2, 3]
assert df["size"].dtype == "category" and df["size"].cat.ordered and df["size"].min() == "S"
assert by_size.loc["L", "count"] == 0 and np.isnan(by_size.loc["L", "mean"])
assert by_size["mean"].round(2).to_dict()["S"] == 2.25
assert monthly.index[0] == pd.Timestamp("2024-01-01") and monthly.tolist() == [13.5, 7.25, 1.0]
assert isinstance(monthly.index, pd.DatetimeIndex)
assert most_expensive == "hat" and n_missing == 1 and isinstance(n_missing, (int, np.integer))
assert (df["price"] > 0).all() and df.isna().sum().sum() == 0
assert df.query("price > 5")["item"].tolist() == ["hat", "bag"]
""",
        given="""
import numpy as np
import pandas as pd
raw = pd.read_csv("sales.csv")
""",
        right=(
            "df = raw[raw.price.notna()].assign(price=lambda d: d.price.str[1:].astype(float), when=lambda d: d.when.astype('datetime64[ns]'))\n"
            "df.index = range(len(df))\ndf['size'] = df['size'].astype(pd.CategoricalDtype(['S', 'M', 'L'], ordered=True))\n"
            "by_size = pd.DataFrame({'mean': df.groupby('size', observed=False).price.mean(), 'count': df.groupby('size', observed=False).size()})\n"
            "monthly = df.groupby(pd.Grouper(key='when', freq='MS')).price.sum()\nmost_expensive = df.sort_values('price').item.iloc[-1]\nn_missing = raw.price.isnull().sum()",
        ),
        wrong=(
            "df = raw.dropna()\nby_size = df.groupby('size').size()\nmonthly = df.price\nmost_expensive = 'hat'\nn_missing = 1",
            "raw['price'] = pd.to_numeric(raw['price'].str[1:])\ndf = raw.dropna().reset_index(drop=True)\nn_missing = 1\nmost_expensive = 'hat'",
        ),
    ),
    Exercise(
        "in_place",
        """
survey["total"] = survey["a"] + survey["b"]
survey.drop(columns="junk", inplace=True)
survey.rename(columns={"a": "first"}, inplace=True)
grid[1, 1] = 5
grid *= 2
""",
        """
assert list(survey.columns) == ["first", "b", "total"]
assert survey["total"].tolist() == [11, 22]
assert grid.tolist() == [[4, 4], [2, 10]]
""",
        given="import numpy as np, pandas as pd\nsurvey = pd.DataFrame({'a': [1, 2], 'b': [10, 20], 'junk': 0})\ngrid = np.ones((2, 2))\ngrid[0] = 2",
        right=(
            "survey = pd.DataFrame({'first': [1, 2], 'b': [10, 20], 'total': [11, 22]})\ngrid = np.array([[4., 4], [2, 10]])",
        ),
        wrong=(
            "total = survey['a'] + survey['b']\ngrid * 2",
            "survey['total'] = survey['a']\ngrid[:] = 4",
        ),
    ),
    Exercise(
        "reshaping",
        """
def tidy(wide):
    return wide.melt(id_vars="country", var_name="year", value_name="gdp").astype({"year": int}).sort_values(["country", "year"], ignore_index=True)
def joined(left, right):
    return left.merge(right, on="country", how="left", indicator=True)
def pivoted(long):
    return long.pivot(index="country", columns="year", values="gdp")
def stats(long):
    return long.groupby(["country", "year"])["gdp"].agg(["min", "max"])
def top_per_group(df, n):
    return df.sort_values("gdp", ascending=False).groupby("country").head(n)
def groups(df):
    return df.groupby("country")
def normalise(df):
    return df.apply(lambda c: (c - c.min()) / (c.max() - c.min()) if c.dtype.kind == "f" else c)
def binned(s):
    return pd.cut(s, bins=[0, 10, 20, 30], labels=["low", "mid", "high"])
""",
        """
from pandas.testing import assert_frame_equal, assert_series_equal, assert_index_equal
wide = pd.DataFrame({"country": ["A", "B"], "2000": [1.0, 2.0], "2001": [3.0, np.nan]})
copy = wide.copy(deep=True)
long = tidy(wide)
assert_frame_equal(wide, copy)
assert_frame_equal(long, pd.DataFrame({"country": list("AABB"), "year": [2000, 2001] * 2, "gdp": [1.0, 3.0, 2.0, np.nan]}), check_dtype=False)
both = joined(long, pd.DataFrame({"country": ["A"], "capital": ["x"]}))
assert both["capital"].isna().sum() == 2 and (both["_merge"] == "left_only").sum() == 2
back = pivoted(long)
assert back.index.name == "country" and back.columns.tolist() == [2000, 2001] and back.loc["A", 2001] == 3
s = stats(long)
assert isinstance(s.index, pd.MultiIndex) and s.loc[("A", 2000), "max"] == 1.0 and s.index.names == ["country", "year"]
assert top_per_group(long, 1)["gdp"].tolist() == [3.0, 2.0]
g = groups(long)
assert g.ngroups == 2 and g.get_group("A")["gdp"].sum() == 4 and set(g.groups) == {"A", "B"}
assert {name: len(part) for name, part in g} == {"A": 2, "B": 2}
assert_series_equal(normalise(pd.DataFrame({"v": [1.0, 3.0, 2.0]}))["v"], pd.Series([0, 1, 0.5], name="v"))
b = binned(pd.Series([5, 15, 25, 35]))
assert b.astype(object).tolist()[:3] == ["low", "mid", "high"] and b.isna().iloc[3]
assert b.value_counts()["low"] == 1 and list(b.cat.categories) == ["low", "mid", "high"]
""",
        right=(
            "def tidy(wide):\n    s = wide.set_index('country').rename(columns=int).stack(future_stack=True)\n    s.index.names = ['country', 'year']\n    return s.rename('gdp').reset_index()\n"
            "def joined(left, right): return pd.merge(left, right, how='left', indicator=True)\n"
            "def pivoted(long): return long.set_index(['country', 'year'])['gdp'].unstack()\n"
            "def stats(long): return long.pivot_table(index=['country', 'year'], values='gdp', aggfunc=['min', 'max'], dropna=True).droplevel(1, axis=1)\n"
            "def top_per_group(df, n): return df[df.groupby('country').gdp.rank(ascending=False) <= n].sort_values('gdp', ascending=False)\n"
            "groups = lambda df: df.groupby(by=['country'][0], sort=True)\n"
            "def normalise(df):\n    out = df.copy()\n    for c in out.select_dtypes('float'): out[c] = (out[c] - out[c].min()) / np.ptp(out[c])\n    return out\n"
            "def binned(s): return s.map(lambda x: 'low' if x <= 10 else 'mid' if x <= 20 else 'high' if x <= 30 else None).astype(pd.CategoricalDtype(['low', 'mid', 'high']))",
        ),
        wrong=(
            "def tidy(w):\n    w['x'] = 1\n    return w\ndef joined(l, r): return l\ndef stats(l): return l",
            "def tidy(w): return w.melt(id_vars='country', var_name='year', value_name='gdp')\ndef joined(l, r): return l.merge(r)",
        ),
    ),
    Exercise(
        "root_finding",
        """
class ConvergenceError(RuntimeError):
    def __init__(self, steps):
        super().__init__(f"no convergence after {steps} steps")
        self.steps = steps
def bisect(f, a, b, tol=1e-10):
    if f(a) * f(b) > 0:
        raise ValueError("f(a) and f(b) must have different signs")
    while b - a > tol:
        m = (a + b) / 2
        if f(a) * f(m) <= 0:
            b = m
        else:
            a = m
    return (a + b) / 2
def newton(f, df, x, tol=1e-12, max_steps=50):
    for step in range(max_steps):
        dx = f(x) / df(x)
        x -= dx
        if abs(dx) < tol:
            return x, step + 1
    raise ConvergenceError(max_steps)
def derivative(f, h=1e-6):
    return lambda x: (f(x + h) - f(x - h)) / (2 * h)
def trapezoid(f, a, b, n):
    x = np.linspace(a, b, n + 1)
    y = f(x)
    return (b - a) / n * (y.sum() - (y[0] + y[-1]) / 2)
def euler(f, y0, ts):
    ys = [y0]
    for t0, t1 in zip(ts, ts[1:]):
        ys.append(ys[-1] + (t1 - t0) * f(t0, ys[-1]))
    return np.array(ys)
""",
        """
import math
from math import isclose
assert isclose(bisect(math.cos, 0, 3), math.pi / 2, abs_tol=1e-8)
assert isclose(bisect(lambda x: x ** 3 - 2, 0, 2), 2 ** (1 / 3), rel_tol=1e-8)
calls = 0
def counted(x):
    global calls
    calls += 1
    return x - 0.3
bisect(counted, 0.0, 1.0)
assert 10 < calls < 400, calls
try:
    bisect(lambda x: x * x + 1, -1, 1)
except ValueError as e:
    assert "signs" in str(e)
else:
    raise AssertionError("ValueError expected")
root, steps = newton(lambda x: x * x - 2, lambda x: 2 * x, 1.0)
np.testing.assert_almost_equal(root, np.sqrt(2))
assert isinstance(steps, int) and steps < 10
try:
    newton(lambda x: x ** 2 + 1, lambda x: 2 * x, 0.5, max_steps=7)
    assert False, "should not converge"
except ConvergenceError as e:
    assert e.steps == 7 and "7 steps" in str(e) and isinstance(e, RuntimeError)
d = derivative(np.sin)
np.testing.assert_allclose(d(np.linspace(0, 3, 7)), np.cos(np.linspace(0, 3, 7)), rtol=1e-6)
assert derivative(derivative(lambda x: x ** 3, 1e-4), 1e-4)(2.0) == __import__("pytest").approx(12, rel=1e-3)
assert abs(trapezoid(np.sin, 0, np.pi, 1000) - 2) < 1e-5
assert abs(trapezoid(np.exp, 0, 1, 10) - (np.e - 1)) > 1e-6
errors = [abs(trapezoid(np.exp, 0, 1, n) - (np.e - 1)) for n in (10, 20, 40)]
assert all(3.8 < a / b < 4.2 for a, b in zip(errors, errors[1:]))
ts = np.linspace(0, 1, 101)
ys = euler(lambda t, y: -y, 1.0, ts)
assert ys.shape == ts.shape and abs(ys[-1] - np.exp(-1)) < 0.01
ys = euler(lambda t, y: np.array([y[1], -y[0]]), np.array([1.0, 0.0]), ts)
np.testing.assert_array_equal(ys.shape, (101, 2))
""",
        given="import numpy as np",
        right=(
            "class ConvergenceError(RuntimeError):\n    steps = None\ndef bisect(f, a, b, tol=1e-10):\n    fa, fb = f(a), f(b)\n    if np.sign(fa) == np.sign(fb): raise ValueError('equal signs')\n"
            "    for _ in range(60):\n        m = a + (b - a) / 2\n        fm = f(m)\n        if np.sign(fm) == np.sign(fa): a, fa = m, fm\n        else: b, fb = m, fm\n    return m\n"
            "def newton(f, df, x, tol=1e-12, max_steps=50):\n    n = 0\n    while n < max_steps:\n        n += 1\n        x, old = x - f(x) / df(x), x\n        if abs(x - old) < 1e-9: return np.float64(x), n\n"
            "    e = ConvergenceError(str(n) + ' steps were not enough')\n    e.steps = n\n    raise e\n"
            "def derivative(f, h=1e-6):\n    def df(x): return (f(x + h / 2) - f(x - h / 2)) / h\n    return df\n"
            "def trapezoid(f, a, b, n):\n    h = (b - a) / n\n    return h * (f(a) / 2 + sum(f(a + i * h) for i in range(1, n)) + f(b) / 2)\n"
            "def euler(f, y0, ts):\n    y0 = np.asarray(y0)\n    out = np.empty((len(ts),) + y0.shape)\n    out[0] = y0\n    for i in range(1, len(ts)): out[i] = out[i - 1] + (ts[i] - ts[i - 1]) * f(ts[i - 1], out[i - 1])\n    return out",
        ),
        wrong=(
            "def bisect(f, a, b, tol=1e-3): return (a + b) / 2\ndef newton(f, df, x): return x, 1\ndef derivative(f): return f",
            "def bisect(f, a, b, tol=1e-10):\n    while b - a > tol:\n        m = (a + b) / 2\n        if f(m) > 0: b = m\n        else: a = m\n    return a",
        ),
    ),
    Exercise(
        "linear_algebra",
        """
import numpy as np
def solve(A, b):
    A, b = A.astype(float).copy(), b.astype(float).copy()
    n = len(b)
    for k in range(n):
        p = k + np.argmax(abs(A[k:, k]))
        if A[p, k] == 0:
            raise np.linalg.LinAlgError("Singular matrix")
        A[[k, p]], b[[k, p]] = A[[p, k]], b[[p, k]]
        for i in range(k + 1, n):
            m = A[i, k] / A[k, k]
            A[i] -= m * A[k]
            b[i] -= m * b[k]
    x = np.zeros(n)
    for i in range(n - 1, -1, -1):
        x[i] = (b[i] - A[i] @ x) / A[i, i]
    return x
def power_iteration(A, n=200):
    v = np.ones(len(A))
    for _ in range(n):
        v = A @ v
        v /= np.linalg.norm(v)
    return v @ A @ v, v
def fit_line(x, y):
    return np.polyfit(x, y, 1)
def poly(coefficients):
    return np.poly1d(coefficients)
def normalise_rows(M):
    M /= M.sum(axis=1, keepdims=True)
identity = np.eye(3, dtype=int)
hilbert = 1 / (np.arange(1, 4)[:, None] + np.arange(3))
""",
        """
rng = np.random.default_rng(0)
for n in (1, 2, 5, 8):
    A, b = rng.normal(size=(n, n)), rng.normal(size=n)
    A0 = A.copy()
    np.testing.assert_allclose(solve(A, b), np.linalg.solve(A, b), rtol=1e-6)
    np.testing.assert_array_equal(A, A0, err_msg="A was changed")
with np.testing.assert_raises(np.linalg.LinAlgError):
    solve(np.ones((2, 2)), np.ones(2))
value, vector = power_iteration(np.array([[2.0, 1.0], [1.0, 2.0]]))
assert np.isclose(value, 3) and np.allclose(abs(vector), 1 / np.sqrt(2))
m, c = fit_line(np.arange(10), 3 * np.arange(10) - 1)
assert np.allclose([m, c], [3, -1])
p = poly([1, -3, 2])
assert p(0) == 2 and sorted(p.roots) == [1, 2] and p.order == 2 and p.deriv()(0) == -3
M = np.array([[1.0, 3.0], [2.0, 2.0]])
assert normalise_rows(M) is None
np.testing.assert_array_almost_equal(M, [[0.25, 0.75], [0.5, 0.5]])
assert identity.dtype.kind == "i" and (identity == np.eye(3)).all() and identity.shape == (3, 3)
assert hilbert[2, 2] == 0.2 and np.allclose(hilbert, hilbert.T) and isinstance(hilbert, np.ndarray)
assert np.vectorize(lambda k: p(k))([0, 1]).tolist() == [2, 0]
""",
        right=(
            "import numpy as np\ndef solve(A, b):\n    M = np.hstack([A, b[:, None]]).astype(float)\n    n = len(M)\n    for k in range(n):\n        p = max(range(k, n), key=lambda i: abs(M[i, k]))\n"
            "        if abs(M[p, k]) < 1e-14: raise np.linalg.LinAlgError('singular')\n        M[[k, p]] = M[[p, k]]\n        M[k] /= M[k, k]\n        for i in range(n):\n            if i != k: M[i] -= M[i, k] * M[k]\n    return M[:, -1]\n"
            "def power_iteration(A, n=99):\n    w, v = np.linalg.eigh(A)\n    return float(w[-1]), -v[:, -1]\n"
            "def fit_line(x, y):\n    X = np.column_stack([x, np.ones_like(x)])\n    return tuple(np.linalg.lstsq(X, y, rcond=None)[0])\n"
            "def poly(c): return np.poly1d(np.array(c, float))\n"
            "def normalise_rows(M):\n    for row in M: row[:] = row / row.sum()\nidentity = np.diag([1] * 3)\nhilbert = np.array([[1 / (i + j + 1) for j in range(3)] for i in range(3)])",
        ),
        wrong=(
            "import numpy as np\ndef solve(A, b): return b\ndef poly(c): return c\nidentity = 1",
            "import numpy as np\ndef solve(A, b):\n    A /= 2\n    return np.linalg.solve(A, b / 2)\nidentity = np.eye(3)",
        ),
    ),
    Exercise(
        "statistics",
        """
import numpy as np
import statistics
np.random.seed(42)
sample = np.random.normal(10, 2, size=500)
sample_mean = sample.mean()
def bootstrap(data, n, seed):
    rng = np.random.default_rng(seed)
    return np.array([rng.choice(data, len(data)).mean() for _ in range(n)])
def interval(data):
    m, s = np.mean(data), np.std(data, ddof=1) / np.sqrt(len(data))
    return m - 1.96 * s, m + 1.96 * s
def permutation_p(a, b, rng, n=300):
    observed = abs(a.mean() - b.mean())
    both = np.concatenate([a, b])
    hits = 0
    for _ in range(n):
        rng.shuffle(both)
        hits += abs(both[:len(a)].mean() - both[len(a):].mean()) >= observed
    return hits / n
def walk(n):
    return np.cumsum(np.random.choice([-1, 1], size=n))
normal = statistics.NormalDist(0, 1)
def monte_carlo_pi(n):
    x, y = np.random.rand(2, n)
    return 4 * np.mean(x * x + y * y < 1)
""",
        """
np.random.seed(42)
np.testing.assert_allclose(sample, np.random.normal(10, 2, size=500))
assert abs(sample_mean - 10.0137) < 1e-3 and np.issubdtype(type(sample_mean), np.floating)
boot = bootstrap(sample, 200, seed=7)
assert boot.shape == (200,) and abs(boot.std() - sample.std() / 500 ** 0.5) < 0.02
assert np.array_equal(bootstrap(sample, 20, 7), bootstrap(sample, 20, 7)) and not np.array_equal(bootstrap(sample, 20, 7), bootstrap(sample, 20, 8))
low, high = interval([1, 2, 3, 4, 5])
assert round(low, 2) == 1.61 and round(high, 2) == 4.39
rng = np.random.default_rng(3)
a, b = rng.normal(0, 1, 30), rng.normal(3, 1, 30)
assert permutation_p(a, b, np.random.default_rng(1)) < 0.05 < permutation_p(a, a + 0.01, np.random.default_rng(1))
np.random.seed(0)
first = walk(50)
np.random.seed(0)
assert (walk(50) == first).all() and set(np.diff(first)) == {-1, 1}
assert abs(normal.cdf(1.96) - 0.975) < 1e-3 and normal.mean == 0 and normal.stdev == 1
np.random.seed(1)
assert 3.1 < monte_carlo_pi(20000) < 3.2
inside = sum(lo < 0 < hi for lo, hi in (interval(np.random.normal(size=40)) for _ in range(1000)))
assert 910 < inside < 980, inside
""",
        right=(
            "import numpy as np\nfrom statistics import NormalDist\nstate = np.random.RandomState(42)\nsample = 10 + 2 * state.standard_normal(500)\nsample_mean = np.sum(sample) / len(sample)\n"
            "def bootstrap(data, n, seed):\n    rng = np.random.RandomState(seed)\n    return rng.choice(data, (n, len(data))).mean(axis=1)\n"
            "def interval(data):\n    data = np.asarray(data)\n    half = 1.96 * data.std(ddof=1) * len(data) ** -0.5\n    return np.array([-half, half]) + data.mean()\n"
            "def permutation_p(a, b, rng, n=200):\n    x = np.r_[a, b]\n    d = []\n    for i in range(n):\n        y = rng.permutation(x)\n        d.append(y[:len(a)].mean() - y[len(a):].mean())\n    return np.mean(np.abs(d) >= abs(a.mean() - b.mean()))\n"
            "def walk(n):\n    place, path = 0, []\n    for _ in range(n):\n        place += 1 if np.random.random() < .5 else -1\n        path.append(place)\n    return np.array(path)\n"
            "normal = NormalDist()\ndef monte_carlo_pi(n):\n    pts = np.random.uniform(-1, 1, (n, 2))\n    return 4 * ((pts ** 2).sum(1) <= 1).sum() / n",
        ),
        wrong=(
            "import numpy as np\nsample = np.random.normal(10, 2, size=500)\nsample_mean = 10.0\ndef interval(d): return 1.61, 4.39",
            "import numpy as np\nnp.random.seed(42)\nsample = np.random.normal(10, 2, size=500)\nsample_mean = sample.mean()\ndef bootstrap(d, n, seed): return np.random.normal(10, .09, n)",
        ),
    ),
    Exercise(
        "single-lines",
        """
x = np.linspace(0, 10, 50)
fig, ax = plt.subplots()
ax.plot(x, np.sin(x), label="sin", color="red")
ax.plot(x, np.cos(x), label="cos", linestyle="--")
ax.set_xlabel("x")
ax.set_ylabel("value")
ax.set_title("Waves")
ax.legend()
""",
        """
figure, axes = plt.gcf(), plt.gca()
assert axes.get_title() == "Waves" and axes.get_xlabel() == "x" and axes.get_ylabel() == "value"
assert len(axes.lines) == 2
xs, ys = axes.lines[0].get_xydata().T
np.testing.assert_allclose(ys, np.sin(xs))
assert [t.get_text() for t in axes.get_legend().get_texts()] == ["sin", "cos"]
assert axes.lines[1].get_linestyle() == "--"
plt.close("all")
""",
        given="%matplotlib agg\nimport matplotlib.pyplot as plt\nimport numpy as np\nplt.rcParams['figure.figsize'] = (4, 3)",
        right=(
            "t = np.arange(0, 5, .1)\nplt.plot(t, np.sin(t))\nplt.plot(t, np.cos(t), '--')\nplt.xlabel('x'); plt.ylabel('value'); plt.title('Waves'); plt.legend(['sin', 'cos']);",
        ),
        wrong=(
            "plt.plot([1, 2])\nplt.title('Waves')",
            "fig, ax = plt.subplots()\nax.plot([0, 1], [0, 1], label='sin')\nax.plot([0, 1], [1, 1], '--', label='cos')\nax.set(title='Waves', xlabel='x', ylabel='value')\nax.legend()",
        ),
    ),
    Exercise(
        "single-histogram",
        """
def histogram(data, bins=10):
    fig, ax = plt.subplots()
    ax.hist(data, bins=bins, edgecolor="k")
    ax.axvline(np.mean(data), color="r")
    return ax
def bars(counts):
    ax = pd.Series(counts).plot.bar()
    ax.set_xticklabels(counts, rotation=45)
    return ax.figure
def two():
    return plt.subplots(1, 2, sharey=True)
""",
        """
import matplotlib.axes, matplotlib.figure, pandas as pd
h = histogram(np.arange(100), bins=5)
assert isinstance(h, matplotlib.axes.Axes) and len(h.patches) == 5 and [p.get_height() for p in h.patches] == [20] * 5
assert h.lines[0].get_xdata()[0] == 49.5
f = bars({"a": 3, "b": 1})
assert isinstance(f, matplotlib.figure.Figure)
assert [t.get_text() for t in f.axes[0].get_xticklabels()] == ["a", "b"]
fig, (left, right) = two()
assert len(fig.axes) == 2 and left.get_ylim() == right.get_ylim()
plt.close("all")
""",
        given="import matplotlib.pyplot as plt, numpy as np, pandas as pd",
        right=(
            "def histogram(data, bins=10):\n    plt.figure()\n    plt.hist(data, bins)\n    plt.plot([np.average(data)] * 2, plt.ylim())\n    return plt.gca()\n"
            "def bars(counts):\n    f = plt.figure()\n    f.add_subplot().bar(list(counts), list(counts.values()))\n    f.axes[0].set_xticks(range(len(counts)), list(counts))\n    return f\n"
            "def two():\n    f = plt.figure()\n    a = f.add_subplot(121)\n    return f, [a, f.add_subplot(122, sharey=a)]",
        ),
        wrong=(
            "def histogram(d, bins=10): return plt.hist(d)\ndef bars(c): return plt.gcf()\ndef two(): return 1, (2, 3)",
            "def histogram(d, bins=10):\n    plt.hist(d)\n    return plt.gca()",
        ),
    ),
    Exercise(
        "applied",
        """
def grade(mark):
    return "A" if mark >= 90 else "B" if mark >= 80 else "C"
def spread(group):
    return group.max() - group.min()
def distance(p, q):
    return sum((a - b) ** 2 for a, b in zip(p, q)) ** 0.5
def row_total(row):
    return row["a"] * 2 + row["b"]
def sigmoid(x):
    return 1 / (1 + np.exp(-x))
""",
        """
import numpy as np, pandas as pd
marks = pd.Series([95, 85, 20])
assert marks.apply(grade).tolist() == ["A", "B", "C"] and marks.map(grade).value_counts()["A"] == 1
frame = pd.DataFrame({"g": list("xxy"), "a": [1, 5, 2], "b": [3, 3, 3]})
assert frame.groupby("g")["a"].agg(spread).to_dict() == {"x": 4, "y": 0}
assert frame.groupby("g")["a"].apply(spread).tolist() == [4, 0]
assert frame.apply(row_total, axis=1).tolist() == [5, 13, 7]
points = np.random.default_rng(0).random((60, 3))
D = np.array([[distance(p, q) for q in points] for p in points])
np.testing.assert_allclose(D, np.linalg.norm(points[:, None] - points[None], axis=-1))
assert np.allclose(D, D.T) and (np.diag(D) == 0).all()
assert np.vectorize(grade)([99, 0]).tolist() == ["A", "C"]
assert sigmoid(0) == 0.5 and np.all((sigmoid(np.linspace(-5, 5, 11)) > 0)) and sigmoid(pd.Series([0.0])).iloc[0] == 0.5
assert np.apply_along_axis(spread, 0, np.array([[1, 2], [5, 9]])).tolist() == [4, 7]
assert np.fromfunction(lambda i, j: distance((i, 0), (0, j)), (2, 2))[1, 1] == np.sqrt(2)
assert list(map(grade, range(0, 100, 10))).count("C") == 8 and sorted([3, 1, 2], key=sigmoid) == [1, 2, 3]
""",
        right=(
            "def grade(mark):\n    for letter, least in {'A': 90, 'B': 80}.items():\n        if mark >= least: return letter\n    return 'C'\n"
            "def spread(group): return np.ptp(np.asarray(group))\nimport math\n"
            "def distance(p, q):\n    d = np.subtract(p, q, dtype=object) if False else [a - b for a, b in zip(p, q)]\n    return np.sqrt(sum(np.square(x) for x in d))\n"
            "row_total = lambda row: row.b + row.a + row.a\ndef sigmoid(x): return np.tanh(x / 2) / 2 + .5",
        ),
        wrong=(
            "def grade(m): return 'A'\ndef spread(g): return 4\ndef distance(p, q): return 0\ndef sigmoid(x): return .5",
            "def grade(m): return 'A' if m > 90 else 'B' if m > 50 else 'C'\ndef spread(g): return g.max()\ndef distance(p, q): return abs(p - q).sum()\ndef row_total(r): return r.sum()",
        ),
    ),
    Exercise(
        "text_counts",
        """
from collections import Counter, defaultdict, namedtuple
import string
Entry = namedtuple("Entry", ["word", "count", "share"])
def table(text):
    words = text.lower().translate(str.maketrans("", "", string.punctuation)).split()
    counts = Counter(words)
    return [Entry(w, n, n / len(words)) for w, n in sorted(counts.items(), key=lambda p: (-p[1], p[0]))]
def index(lines):
    places = defaultdict(set)
    for number, line in enumerate(lines, 1):
        for word in line.split():
            places[word].add(number)
    return places
def bigrams(words):
    return Counter(zip(words, words[1:]))
def tfidf(documents):
    df = pd.DataFrame([Counter(d.split()) for d in documents]).fillna(0)
    return df.mul(np.log(len(df) / (df > 0).sum()))
with open("poem.txt", encoding="utf-8") as file:
    poem = file.read()
entries = table(poem)
""",
        """
assert type(entries[0]).__name__ == "Entry" and entries[0]._fields == ("word", "count", "share")
assert entries[0].word == "rosé" and entries[0].count == 3 and entries[0] == ("rosé", 3, 0.5)
word, count, share = table("a")[0]
assert (word, count, share) == ("a", 1, 1.0) and isinstance(table("a b")[0], tuple)
i = index(["a b", "b c"])
assert i["b"] == {1, 2} and i["nothing"] == set() and set(i) >= {"a", "b", "c"}
assert dict(index([])) == {}
b = bigrams("the cat the cat sat".split())
assert b[("the", "cat")] == 2 and b.most_common(1)[0][0] == ("the", "cat") and b[("x", "y")] == 0
assert isinstance(b, Counter) and sum(b.values()) == 4 and b + b == Counter({k: 2 * v for k, v in b.items()})
t = tfidf(["a b", "a c c"])
assert t["a"].abs().max() == 0 and abs(t.loc[1, "c"] - 2 * np.log(2)) < 1e-12
assert poem.startswith("Rosé") and len(poem.splitlines()) == 2 and poem.count("é") == 3
assert [e.word for e in entries] == sorted([e.word for e in entries], key=lambda w: (-poem.lower().count(w), w))
""",
        given="import numpy as np, pandas as pd\nfrom collections import Counter",
        right=(
            "import collections, re\nfrom typing import NamedTuple\nclass Entry(NamedTuple):\n    word: str\n    count: int\n    share: float = 0.0\n"
            "def table(text):\n    words = re.findall(r'\\w+', text.lower())\n    out = [Entry(w, words.count(w), words.count(w) / len(words)) for w in set(words)]\n    out.sort(key=lambda e: e.word)\n    out.sort(key=lambda e: e.count, reverse=True)\n    return out\n"
            "def index(lines):\n    d = collections.defaultdict(lambda: set())\n    for i, line in enumerate(lines): [d[w].add(i + 1) for w in line.split()]\n    return d\n"
            "def bigrams(words):\n    c = collections.Counter()\n    for i in range(len(words) - 1): c[words[i], words[i + 1]] += 1\n    return c\n"
            "def tfidf(docs):\n    vocab = sorted({w for d in docs for w in d.split()})\n    tf = np.array([[d.split().count(w) for w in vocab] for d in docs], float)\n    return pd.DataFrame(tf * np.log(len(docs) / (tf > 0).sum(0)), columns=vocab)\n"
            "from pathlib import Path\npoem = Path('poem.txt').read_text('utf8')\nentries = table(poem)",
        ),
        wrong=(
            "def table(t): return []\nentries = []\npoem = ''",
            "poem = open('poem.txt').read()\ndef table(t): return list(Counter(t.split()).items())\nentries = table(poem)",
        ),
    ),
    Exercise(
        "classifier",
        """
class NearestMean:
    def __init__(self, shrink=0.0):
        self.shrink = shrink
    def fit(self, X, y):
        self.classes_ = np.unique(y)
        overall = X.mean(axis=0)
        self.means_ = np.array([(1 - self.shrink) * X[y == c].mean(axis=0) + self.shrink * overall for c in self.classes_])
        return self
    def predict(self, X):
        distances = ((X[:, None] - self.means_) ** 2).sum(axis=-1)
        return self.classes_[distances.argmin(axis=1)]
    def score(self, X, y):
        return (self.predict(X) == y).mean()
def split(X, y, share, seed=0):
    order = np.random.default_rng(seed).permutation(len(X))
    cut = int(len(X) * share)
    return X[order[:cut]], X[order[cut:]], y[order[:cut]], y[order[cut:]]
def cross_validate(make_model, X, y, k):
    folds = np.array_split(np.arange(len(X)), k)
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(X)), fold)
        scores.append(make_model().fit(X[rest], y[rest]).score(X[fold], y[fold]))
    return scores
model = NearestMean().fit(train_X, train_y)
""",
        """
rng = np.random.default_rng(5)
X = np.vstack([rng.normal(0, 1, (50, 2)), rng.normal(6, 1, (50, 2))])
y = np.repeat(["no", "yes"], 50)
clf = NearestMean()
assert clf.fit(X, y) is clf, "fit should return self"
assert clf.means_.shape == (2, 2) and list(clf.classes_) == ["no", "yes"]
assert clf.predict(np.array([[0, 0], [6.0, 6]])).tolist() == ["no", "yes"] and clf.score(X, y) > 0.95
assert clf.score(X, y) == np.mean(clf.predict(X) == y)
assert NearestMean(shrink=1).fit(X, y).means_[0] == __import__("pytest").approx(X.mean(axis=0))
assert hasattr(clf, "predict") and not hasattr(NearestMean(), "means_")
a, b, c, d = split(X, y, 0.8)
assert a.shape == (80, 2) and b.shape == (20, 2) and c.shape == (80,) and len(d) == 20
assert sorted(map(tuple, np.vstack([a, b]))) == sorted(map(tuple, X))
mixed = rng.permutation(100)
scores = cross_validate(NearestMean, X[mixed], y[mixed], 5)
assert len(scores) == 5 and min(scores) > 0.8
assert len(cross_validate(lambda: NearestMean(0.1), X[mixed], y[mixed], 4)) == 4
class Constant:
    def fit(self, X, y):
        return self
    def score(self, X, y):
        return len(X)
assert list(cross_validate(Constant, X, y, 4)) == [25] * 4
try:
    NearestMean().predict(X)
except AttributeError as error:
    assert "means_" in str(error)
else:
    assert False, "not fitted"
assert isinstance(model, NearestMean) and model.predict(train_X).shape == (4,)
""",
        given="import numpy as np\ntrain_X = np.array([[0., 0], [1, 1], [8, 8], [9, 9]])\ntrain_y = np.array([0, 0, 1, 1])",
        right=(
            "class Base:\n    def score(self, X, y):\n        return float(np.mean([p == t for p, t in zip(self.predict(X), y)]))\n"
            "class NearestMean(Base):\n    def __init__(self, shrink=0): self.shrink = shrink\n    def fit(self, X, y):\n        self.classes_ = sorted(set(y.tolist()))\n"
            "        self.means_ = np.stack([np.average([X[y == c].mean(0), X.mean(0)], axis=0, weights=[1 - self.shrink, self.shrink]) for c in self.classes_])\n        return self\n"
            "    def predict(self, X):\n        self.means_\n        return np.array([self.classes_[int(np.argmin([np.linalg.norm(x - m) for m in self.means_]))] for x in X])\n"
            "def split(X, y, share, seed=0):\n    np.random.seed(seed)\n    i = np.arange(len(X))\n    np.random.shuffle(i)\n    n = round(share * len(X))\n    return X[i][:n], X[i][n:], y[i][:n], y[i][n:]\n"
            "def cross_validate(make, X, y, k):\n    n = len(X) // k\n    for_all = np.zeros(k)\n    for i in range(k):\n        m = np.ones(len(X), bool)\n        m[i * n:(i + 1) * n] = False\n        for_all[i] = make().fit(X[m], y[m]).score(X[~m], y[~m])\n    return for_all\n"
            "model = NearestMean()\nmodel.fit(train_X, train_y)",
        ),
        wrong=(
            "class NearestMean:\n    def fit(self, X, y): return self\n    def predict(self, X): return ['no'] * len(X)\n    def score(self, X, y): return 1.0\nmodel = NearestMean()",
            "class NearestMean:\n    def fit(self, X, y):\n        self.means_ = X[:2]\n        self.classes_ = y\n    def predict(self, X): return X\nmodel = 3",
        ),
    ),
    Exercise(
        "partial_numbers",
        """
primes = [p for p in range(2, 30) if all(p % q for q in range(2, p))]
series = pd.Series(primes, index=range(1, len(primes) + 1), name="prime")
rounded = np.round(np.sqrt(primes), 2)
""",
        """
parts = [primes == [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]]
try:
    parts += [series.loc[3] == 5 and series.name == "prime"]
except (AttributeError, KeyError):
    parts.append(False)
parts.append(np.shape(rounded) == (10,) and rounded[0] == 1.41)
parts.append(parts[1] and list(series.index) == list(range(1, 11)))
float(2 * sum(parts) / len(parts))
""",
        given="import numpy as np, pandas as pd",
        right=(
            "primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]\nseries = pd.Series({i + 1: p for i, p in enumerate(primes)}).rename('prime')\nrounded = [round(p ** .5, 2) for p in primes]",
        ),
        wrong=(
            "primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]\nseries = primes\nrounded = np.sqrt(primes)",
            "primes = tuple(range(10))\nseries = pd.Series([1, 2, 5, 7], index=[1, 2, 3, 4], name='prime')\nrounded = np.full(10, 1.41)",
        ),
    ),
    Exercise(
        "simulation",
        """
class Simulation:
    def __init__(self, n, rng):
        self.positions = rng.random((n, 2))
        self.velocities = rng.normal(size=(n, 2)) * 0.01
        self.time = 0
        self.history = []
    def step(self):
        self.positions = (self.positions + self.velocities) % 1
        self.time += 1
        self.history.append(self.positions.mean())
        return self
    def run(self, steps, callback=None):
        for _ in range(steps):
            self.step()
            if callback:
                callback(self)
    @property
    def energy(self):
        return 0.5 * float((self.velocities ** 2).sum())
    def __len__(self):
        return len(self.positions)
    def to_frame(self):
        return pd.DataFrame(self.positions, columns=["x", "y"])
def life(board):
    n = sum(np.roll(board, (i, j), (0, 1)) for i in (-1, 0, 1) for j in (-1, 0, 1)) - board
    return ((n == 3) | (board & (n == 2))).astype(int)
""",
        """
sim = Simulation(20, np.random.default_rng(9))
reference = np.random.default_rng(9).random((20, 2))
np.testing.assert_allclose(sim.positions, reference)
energy = sim.energy
seen = []
sim.run(10, callback=lambda s: seen.append((s.time, round(s.energy, 10))))
assert [t for t, _ in seen] == list(range(1, 11)) and sim.time == 10 and len(sim.history) == 10
assert sim.energy == energy and ((0 <= sim.positions) & (sim.positions < 1)).all()
assert sim.step().step().time == 12 and len(sim) == 20
sim.velocities[:] = 0
assert sim.energy == 0
before = sim.positions.copy()
sim.run(3)
np.testing.assert_array_equal(sim.positions, before)
frame = sim.to_frame()
assert list(frame) == ["x", "y"] and len(frame) == 20 and frame.dtypes.eq(float).all()
try:
    sim.energy = 3
except AttributeError:
    pass
else:
    assert False, "energy cannot be set"
blinker = np.zeros((5, 5), int)
blinker[2, 1:4] = 1
assert (life(blinker) == blinker.T).all() and (life(life(blinker)) == blinker).all()
rng = np.random.default_rng(0)
board = rng.integers(0, 2, (16, 16))
for _ in range(300):
    board = life(board)
assert board.shape == (16, 16) and set(np.unique(board)) <= {0, 1}
""",
        given="import numpy as np, pandas as pd",
        right=(
            "from dataclasses import dataclass, field\nfrom types import SimpleNamespace\nclass Simulation:\n    def __init__(self, n, rng):\n        self.n = n\n        self.positions = rng.uniform(size=(n, 2))\n        self.velocities = 0.02 * (rng.uniform(size=(n, 2)) - .5)\n        self.history = [ ]\n"
            "    @property\n    def time(self): return len(self.history)\n    energy = property(lambda self: sum(v @ v for v in self.velocities) / 2)\n"
            "    def step(self):\n        self.positions += self.velocities\n        self.positions -= np.floor(self.positions)\n        self.history.append(self.positions.copy())\n        return self\n"
            "    def run(self, steps, callback=lambda s: None):\n        while steps:\n            callback(self.step())\n            steps -= 1\n    def __len__(self): return self.n\n    def to_frame(self): return pd.DataFrame(dict(zip('xy', self.positions.T)))\n"
            "def life(board):\n    h, w = board.shape\n    new = np.zeros_like(board)\n    for i in range(h):\n        for j in range(w):\n            n = -board[i, j]\n            for a in (i - 1, i, (i + 1) % h):\n                for b in (j - 1, j, (j + 1) % w): n += board[a, b]\n"
            "            new[i, j] = n == 3 or (n == 2 and board[i, j])\n    return new",
        ),
        wrong=(
            "class Simulation:\n    energy = 0\n    def __init__(self, n, rng): self.positions = rng.random((n, 2))\n    def run(self, n, callback=None): self.time = n\ndef life(b): return b.T",
            "class Simulation:\n    def __init__(self, n, rng):\n        self.positions = rng.random((n, 2))\n        self.velocities = self.positions * 0\n        self.time, self.history, self.energy = 0, [], 0\n    def step(self): return self\n    def __len__(self): return 20",
        ),
    ),
    Exercise(
        "bank_data",
        """
import json, urllib.parse
from decimal import Decimal, ROUND_HALF_UP
from fractions import Fraction
from pathlib import Path
def amounts(path):
    return [Decimal(line["amount"]) for line in json.loads(Path(path).read_text())]
def rounded(x):
    return Decimal(x).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
def where(path):
    return Path(path).resolve().name, Path(path).suffix
def harmonic(n):
    return sum((Fraction(1, k) for k in range(1, n + 1)), Fraction(0))
def folder(*parts):
    return Path(*parts)
def parsed(url):
    return urllib.parse.urlparse(url)
def bits(n):
    return bytearray(int(b) for b in f"{n:b}")
def evens(n):
    return range(0, n, 2)
""",
        """
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
import array
got = amounts("bank.json")
assert sum(got) == Decimal("30.30") and all(isinstance(a, Decimal) for a in got)
assert rounded("2.345") == Decimal("2.35") and str(rounded("1")) == "1.00"
assert where("bank.json") == ("bank.json", ".json")
assert harmonic(4) == Fraction(25, 12) and harmonic(4).denominator == 12 and harmonic(0) == 0
p = folder("a", "b.txt")
assert isinstance(p, Path) and p == Path("a/b.txt") and p.stem == "b" and p.parent.name == "a" and str(p / "c").count("/") == 2
u = parsed("https://example.org/x/y?q=1#top")
assert u.scheme == "https" and u.netloc == "example.org" and u.path == "/x/y" and u.query == "q=1"
assert bits(6) == bytearray([1, 1, 0]) and list(bits(5)) == [1, 0, 1]
assert evens(7) == range(0, 7, 2) and len(evens(10)) == 5 and 4 in evens(10) and evens(10)[-1] == 8
""",
        right=(
            "import json, decimal, fractions, os, pathlib\nfrom urllib.parse import urlsplit\n"
            "def amounts(path):\n    with open(path) as f: return tuple(decimal.Decimal(d['amount']) for d in json.load(f))\n"
            "def rounded(x): return decimal.Decimal(str(x)).quantize(decimal.Decimal('1.00'), decimal.ROUND_HALF_UP)\n"
            "def where(path): return (os.path.basename(path), os.path.splitext(path)[1])\n"
            "def harmonic(n): return fractions.Fraction() if n == 0 else harmonic(n - 1) + fractions.Fraction(1, n)\n"
            "def folder(first, *rest):\n    p = pathlib.Path(first)\n    for r in rest: p /= r\n    return p\ndef parsed(url): return urlsplit(url)\n"
            "def bits(n):\n    out = bytearray()\n    while n:\n        out.insert(0, n & 1)\n        n >>= 1\n    return out\ndef evens(n): return range(n)[::2]",
        ),
        wrong=(
            "def amounts(p): return [10.1, 20.2]\ndef rounded(x): return round(float(x), 2)\ndef folder(*p): return '/'.join(p)",
            "from decimal import Decimal\ndef amounts(p): return [Decimal('10.10'), Decimal('20.20')]\ndef rounded(x): return Decimal(x)\ndef harmonic(n): return 25 / 12",
        ),
    ),
    Exercise(
        "essay_numbers",
        """
answer_a = 3
answer_b = "b"
answer_c = {"x", "y"}
answer_d = (0.5, None)
answer_e = np.array([[1, 2], [3, 4]])
answer_f = lambda t: np.exp(-t)
answer_g = pd.Timestamp("2024-03-01") - pd.Timestamp("2024-02-01")
answer_h = np.int64(7)
answer_i = 2 + 3j
answer_j = True
""",
        """
for name in ("answer_a", "answer_b", "answer_c", "answer_d", "answer_e", "answer_f"):
    assert name in globals(), f"{name} is missing"
    assert eval(name) is not None and eval(name) is not ...
assert answer_a == 3 and type(answer_a) in (int, float)
assert answer_b.lower() in ("b", "(b)")
assert answer_c == {"x", "y"} and "x" in answer_c
assert len(answer_d) == 2 and answer_d[0] == 0.5 and answer_d[1] is None
assert answer_e.shape == (2, 2) and np.linalg.det(answer_e) < 0 and answer_e.tolist() == [[1, 2], [3, 4]]
ts = np.linspace(0, 1, 5)
assert np.allclose(answer_f(ts), np.exp(-ts)) and answer_f(0) == 1
assert answer_g.days == 29 and answer_g == pd.Timedelta(days=29)
assert answer_h == 7 and isinstance(answer_h, (int, np.integer))
assert abs(answer_i - (2 + 3j)) < 1e-9 and answer_i.conjugate().imag == -3
assert answer_j is True or answer_j == np.True_
known = {"3": 1}
assert known.get(str(answer_a)) == 1
""",
        given="import numpy as np, pandas as pd",
        right=(
            "answer_a, answer_b = 3.0 if False else 3, '(B)'\nanswer_c = set('xy')\nanswer_d = [0.5, None]\nanswer_e = np.arange(1, 5).reshape(2, 2).astype(np.int16)\n"
            "def answer_f(t):\n    return 1 / np.exp(t)\nimport datetime\nanswer_g = pd.Timedelta('29 days')\nanswer_h = 7\nanswer_i = complex('2+3j')\nanswer_j = np.bool_(1 < 2)",
        ),
        wrong=(
            "answer_a = '3'\nanswer_b = 'B'\nanswer_c = ['x', 'y']\nanswer_d = answer_e = answer_f = 0",
            "answer_a = 3\nanswer_b = 'b'\nanswer_c = {'x', 'y'}\nanswer_d = (0.5, None)\nanswer_e = [[1, 2], [3, 4]]\nanswer_f = 1",
        ),
    ),
    Exercise(
        "database_frames",
        """
import sqlite3
connection = sqlite3.connect("shop.db")
connection.executescript('''
DROP TABLE IF EXISTS orders;
CREATE TABLE orders (customer TEXT, total REAL);
INSERT INTO orders VALUES ('ann', 3.5), ('bob', 2.0), ('ann', 1.5);
''')
connection.commit()
totals = pd.read_sql("SELECT customer, SUM(total) AS total FROM orders GROUP BY customer ORDER BY customer", connection)
def run_query(sql, *parameters):
    return connection.execute(sql, parameters).fetchall()
totals.to_csv("totals.csv", index=False)
""",
        """
import os, sqlite3
pd.testing.assert_frame_equal(totals, pd.DataFrame({"customer": ["ann", "bob"], "total": [5.0, 2.0]}))
assert run_query("SELECT COUNT(*) FROM orders") == [(3,)]
assert run_query("SELECT total FROM orders WHERE customer = ?", "bob") == [(2.0,)]
assert pd.read_sql_query("SELECT * FROM orders", connection).shape == (3, 2)
cursor = connection.cursor()
cursor.execute("SELECT DISTINCT customer FROM orders ORDER BY 1")
assert [row[0] for row in cursor] == ["ann", "bob"]
assert os.path.exists("shop.db") and os.path.isfile("totals.csv")
assert pd.read_csv("totals.csv")["total"].sum() == 7
""",
        given="import pandas as pd",
        right=(
            "import sqlite3\nconnection = sqlite3.connect('shop.db')\nc = connection.cursor()\nc.execute('drop table if exists orders')\norders = pd.DataFrame({'customer': ['ann', 'bob', 'ann'], 'total': [3.5, 2, 1.5]})\n"
            "orders.to_sql('orders', connection, index=False)\nconnection.commit()\ntotals = orders.groupby('customer', as_index=False)['total'].sum()\n"
            "def run_query(sql, *p):\n    c = connection.cursor()\n    c.execute(sql, p)\n    return [*c]\nopen('totals.csv', 'w').write('customer,total\\nann,5.0\\nbob,2.0\\n');",
        ),
        wrong=(
            "connection = None\ntotals = pd.DataFrame()\ndef run_query(*a): return [(3,)]",
            "import sqlite3\nconnection = sqlite3.connect(':memory:')\ntotals = pd.DataFrame({'customer': ['ann', 'bob'], 'total': [5.0, 2.0]})\ndef run_query(*a): return [(3,)]",
        ),
    ),
)

FILES = {
    "sales.csv": "item,price,size,when\ncap,$3.50,S,2024-01-03\nhat,$10.00,M,2024-01-20\nbag,$7.25,M,2024-02-02\nbelt,,L,2024-02-03\nsock,$1.00,S,2024-03-09\n",
    "poem.txt": "Rosé is a rosé,\nred. Rosé!\n",
    "bank.json": '[{"amount": "10.10"}, {"amount": "20.20"}]',
}
