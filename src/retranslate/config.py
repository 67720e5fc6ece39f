"""What a project has settled once: ``[tool.retranslate]`` in pyproject.toml, or retranslate.toml, found upward."""

from typing import TYPE_CHECKING, Any, NamedTuple

from retranslate.model import Problem, RetranslateError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Config(NamedTuple):
    """The settings of a project; a command line option wins over each. Paths are relative to the settings' file."""

    glossary: tuple[str, ...] = ()
    dictionaries: tuple[str, ...] = ()  # CEDICT or CSV word lists that add senses to the forecast
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    author: str = "retranslate"
    comments: str = "doubtful"
    encoding: str | None = None


def load(folder: "Path") -> Config:
    """The settings that hold in ``folder``: of the nearest file upward that has any, else the defaults.

    Raises `RetranslateError` for a file that is not TOML, a setting nobody knows, or one of the wrong type.
    """
    for path in _candidates(folder.resolve()):
        table = _table(path)
        if table is not None:
            return _config(path, table)
    return Config()


def _candidates(folder: "Path") -> "Iterator[Path]":
    for at in (folder, *folder.parents):
        yield from (path for path in (at / "retranslate.toml", at / "pyproject.toml") if path.is_file())


def _table(path: "Path") -> dict[str, Any] | None:
    import tomllib

    try:
        whole = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RetranslateError(
            Problem(str(path), f"not valid TOML: {error}", "correct the file or remove it")
        ) from error
    if path.name == "retranslate.toml":
        return whole
    table = whole.get("tool", {}).get("retranslate")
    return table if isinstance(table, dict) else None


def _config(path: "Path", table: dict[str, Any]) -> Config:
    known = Config._field_defaults
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in known:
            raise RetranslateError(Problem(str(path), f"unknown setting '{name}'", f"one of {', '.join(known)}"))
        values[name] = _value(path, name, value, many=isinstance(known[name], tuple))
    return Config(**values)


def _value(path: "Path", name: str, value: object, *, many: bool) -> str | tuple[str, ...]:
    given = value if many and isinstance(value, list) else [value]
    texts = [one for one in given if isinstance(one, str)]
    if len(texts) < len(given):
        wanted = "a string or a list of strings" if many else "a string"
        raise RetranslateError(Problem(str(path), f"setting '{name}' is not {wanted}", f'write {name} = "…"'))
    if not many:
        return texts[0]
    if name in {"glossary", "dictionaries"}:
        return tuple(one if one == "shipped" else str(path.parent / one) for one in texts)
    return tuple(texts)
