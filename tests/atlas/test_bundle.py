from pathlib import Path

import pytest

from viewer.atlas.bundle import UnbundledModule, bundle
from viewer.export import html


def folder(tmp_path: Path, **modules: str) -> Path:
    for name, source in modules.items():
        (tmp_path / f"{name}.js").write_text(source, encoding="utf-8")
    return tmp_path


def test_modules_come_after_those_that_they_import(tmp_path: Path) -> None:
    web = folder(
        tmp_path,
        a='import { two as zwei } from "./b.js";\nconsole.log(zwei());\n',
        b='export { one } from "./c.js";\nexport function two() { return 2; }\n',
        c="export const one = 1;\nconst two = 3;\n",
    )
    script = bundle(web, "a.js")
    assert script.index('modules["c.js"]') < script.index('modules["b.js"] =')
    assert "const { two: zwei } = modules" in script
    assert "import" not in script
    assert "export" not in script


@pytest.mark.parametrize(
    "source",
    [
        'import thing from "./b.js";\n',
        'import * as b from "./b.js";\n',
        "export default 1;\n",
        'const late = () => import("./b.js");\n',
        'export * from "./b.js";\n',
    ],
)
def test_what_is_not_understood_is_refused(tmp_path: Path, source: str) -> None:
    web = folder(tmp_path, a=source, b="export const x = 1;\n")
    with pytest.raises(UnbundledModule, match="not understood"):
        bundle(web, "a.js")


def test_modules_that_import_each_other_are_refused(tmp_path: Path) -> None:
    web = folder(tmp_path, a='import { b } from "./b.js";\n', b='import { a } from "./a.js";\n')
    with pytest.raises(UnbundledModule, match=r"a\.js -> b\.js -> a\.js"):
        bundle(web, "a.js")


def test_our_own_modules_are_understood() -> None:
    assert 'modules["standalone.js"]' in bundle(
        Path(html.__file__).parents[1] / "web", "standalone.js"
    )
