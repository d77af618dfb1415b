"""A person's table of places: what is read from it, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.readers.table import MAX_FAULTS, MAX_ROWS, Table, read_table
from viewer.model import Shape

ReadText = Callable[[str | bytes], Table]

GAZETTEER = Path(__file__).parents[3] / "gazetteer.csv"


@pytest.fixture
def table(tmp_path: Path) -> ReadText:
    def read(text: str | bytes) -> Table:
        path = tmp_path / "places.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_table(path)

    return read


def faults(read: Table) -> list[tuple[int | None, str]]:
    return [(fault.line, fault.reason) for fault in read.faults]


def test_our_own_table_has_no_fault_and_all_that_the_seeds_name() -> None:
    ours = read_table(GAZETTEER)
    assert ours.faults == ()
    shapes = {place.id: place.shape for place in ours.places}
    for country in (
        *("ukraine", "russia", "belarus", "poland", "hungary", "romania", "moldova"),
        *("united-states", "united-kingdom"),
    ):
        assert shapes[country] is Shape.AREA
    for city in ("kharkiv", "kyiv", "vasylkiv", "minsk", "moscow", "the-hague", "kremlin"):
        assert shapes[city] is Shape.POINT
    assert shapes["chernihiv-region"] is Shape.VAGUE
    assert shapes["ukraine-belarus-border"] is Shape.LINE


def test_our_own_table_says_where() -> None:
    places = {place.id: place for place in read_table(GAZETTEER).places}
    assert places["ukraine"].boundary == "UA"
    assert places["ukraine-belarus-border"].boundary == "BY-UA"
    assert {"Kiev", "Київ"} <= set(places["kyiv"].variants)
    assert places["kyiv"].kind == "capital"
    assert places["kyiv"].row is not None
    assert places["kyiv"].row.line == 11
    assert dict(places["kyiv"].row.cells)["title"] == "Kyiv"
    (ring,) = places["chernihiv-region"].polygon
    assert ring[0] == ring[-1]
    assert inside(ring, places["chernihiv"].lat, places["chernihiv"].lon)
    assert not inside(ring, places["kyiv"].lat, places["kyiv"].lon)


def inside(ring: tuple[tuple[float, float], ...], lat: float, lon: float) -> bool:
    odd = False
    for (a, b), (c, d) in pairwise(ring):
        if (a > lat) != (c > lat) and lon < (d - b) * (lat - a) / (c - a) + b:
            odd = not odd
    return odd


@pytest.mark.parametrize(
    "text",
    [
        "name,latitude,longitude,aliases\nKyiv,50.45,30.52,Kiev|Kyjiw\n",
        "Name;LAT;LNG;Alternate Names\nKyiv;50,45;30,52;Kiev|Kyjiw\n",
        "title\ty\tx\tvariants\nKyiv\t50.45\t30.52\tKiev;Kyjiw\n",
        "\ufeffname,lat,long,aka\r\nKyiv,50.45°,+30.52,Kiev;Kyjiw@de\r\n",
        'name,lat,lon,alias\n"Kyiv","50,45"," 30.52","Kiev; Kyjiw; Kiev"\n',
        " PLACE_NAME , Latitude , Longitude , Aliases \rKyiv,50.45,30.52,Kiev|Kyjiw\r",
    ],
)
def test_headers_delimiters_and_numbers_that_people_write(table: ReadText, text: str) -> None:
    read = table(text)
    assert faults(read) == []
    (place,) = read.places
    assert (place.title, place.lat, place.lon) == ("Kyiv", 50.45, 30.52)
    assert place.variants == ("Kiev", "Kyjiw")
    assert (place.id, place.kind, place.shape) == ("kyiv", "place", Shape.POINT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(table: ReadText, encoding: str) -> None:
    read = table("title,lat,lon\nКиїв,50.45,30.52\n".encode(encoding))
    assert [place.title for place in read.places] == ["Київ"]
    assert read.faults == ()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a,Kyiv,95,30", "the latitude 95 is not between -90 and 90; are latitude and longitude"),
        ("a,Kyiv,195,30", "the latitude 195 is not between -90 and 90"),
        ("a,Kyiv,50,190", "the longitude 190 is not between -180 and 180"),
        ("a,,50,30", "the title is missing"),
        ("a,Kyiv,,", "the coordinates are missing"),
        ("a,Kyiv,50,", "the longitude is missing"),
        ("a,Kyiv,nan,30", "the latitude 'nan' is not a number of degrees"),
        ("a,Kyiv,inf,30", "the latitude 'inf' is not a number of degrees"),
        ("a,Kyiv,1_0,30", "the latitude '1_0' is not a number of degrees"),
        ("a,Kyiv,1e400,30", "the latitude '1e400' is not a number of degrees"),
        ("a,Kyiv,٥٠,30", "the latitude '٥٠' is not a number of degrees"),
        ("a,Kyiv,50,30,more", "the row has 5 cells, the headers explain 4"),
        ('a,"Kyiv,50,30', "a quote opens in this row and does not close"),
        ('a,"Kyiv"s,50,30', "a quote opens in this row and does not close"),
        ("ok,Kyiv,50,30", "the id ok is taken by line 2"),
    ],
)
def test_a_faulty_row_is_told_with_its_line_and_the_rest_is_used(
    table: ReadText, row: str, reason: str
) -> None:
    read = table(f"id,title,lat,lon\nok,Minsk,53.9,27.6\n{row}\nlast,Moscow,55.8,37.6\n")
    assert [place.id for place in read.places] == ["ok", "last"]
    ((line, told),) = faults(read)
    assert line == 3
    assert told.startswith(reason)


def test_latitude_and_longitude_over_90_swapped_is_suggested(table: ReadText) -> None:
    ((_, reason),) = faults(table("name,lat,lon\nTokyo,139.7,35.7\n"))
    assert "swapped" in reason
    ((_, reason),) = faults(table("name,lat,lon\nNowhere,139.7,135.7\n"))
    assert "swapped" not in reason


def test_degrees_minutes_and_seconds(table: ReadText) -> None:
    read = table(
        "name;lat;lon\n"
        "Kyiv;50°27′00″N;30° 31' 24\" E\n"
        "Rio;22°54,5′S;43.2\n"
        "Swapped;30°31′E;50°27′N\n"
        "Sixty;50°60′N;30°E\n"
        "North;95°N;30°E\n"
        "Bare;50 27 00;30\n"
    )
    kyiv, rio = read.places
    assert (kyiv.lat, kyiv.lon) == pytest.approx((50.45, 30.52333), abs=1e-5)
    assert (rio.lat, rio.lon) == pytest.approx((-22.908333, 43.2), abs=1e-6)
    told = dict(faults(read))
    assert sorted(told, key=lambda line: line or 0) == [4, 5, 6, 7]
    assert "swapped" in told[4]
    assert "60" in told[5]
    assert "between -90 and 90" in told[6]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", None, "the file is empty"),
        (" \n\n", None, "the file is empty"),
        ("foo,bar\n1,2\n", 1, "no header names the places"),
        ("\nname,lat\nKyiv,50\n", 2, "there is a column lat but none for lon"),
        ("name,population\nKyiv,3\n", 1, "no headers give coordinates"),
        ("name,lat,lat,lon\nKyiv,1,2,3\n", 1, "two columns are called lat"),
        (b"\x00\x01\x02binary", None, "the file is not text"),
    ],
)
def test_a_table_without_headers_that_explain_it(
    table: ReadText, text: str | bytes, line: int | None, reason: str
) -> None:
    read = table(text)
    assert read.places == ()
    ((at, told),) = faults(read)
    assert at == line
    assert told.startswith(reason)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (fault,) = read_table(tmp_path / "none.csv").faults
    assert fault.reason == "no such file or directory"
    (fault,) = read_table(tmp_path).faults
    assert fault.line is None


def test_the_line_is_where_the_row_begins_in_the_file(table: ReadText) -> None:
    read = table('title,description,lat,lon\r\nA,"one\r\ntwo\r\n""three""",1,2\r\n\r\nB,,x,2\r\n')
    (place,) = read.places
    assert place.row is not None
    assert place.row.line == 2
    assert place.description == 'one two "three"'
    assert faults(read)[0][0] == 6


def test_ids_that_are_missing_are_made_and_do_not_take_given_ones(table: ReadText) -> None:
    read = table("id,name,lat,lon\n,The Hague,1,2\n,The  hague,3,4\nthe-hague,X,5,6\n,Київ,7,8\n")
    assert [place.id for place in read.places] == [
        "the-hague-2",
        "the-hague-3",
        "the-hague",
        "киів",
    ]
    assert read.faults == ()


def test_rows_that_are_not_utf8_are_skipped_alone(table: ReadText) -> None:
    read = table(b"title,lat,lon\nM\xfcnchen,48,11\nKyiv,50,30\n")
    assert [place.title for place in read.places] == ["Kyiv"]
    assert faults(read) == [(2, "the row is not UTF-8: save the file as UTF-8")]


@pytest.mark.parametrize(
    ("types", "ccodes", "shape", "boundary"),
    [
        ("country", "UA", Shape.AREA, "UA"),
        ("Country;place", "Ukraine", Shape.AREA, "UA"),
        ("border", "UA;BY", Shape.LINE, "BY-UA"),
        ("aat:300008347;Region", "UA", Shape.VAGUE, None),
        ("administrative region", "", Shape.VAGUE, None),
        ("state capital", "US", Shape.POINT, None),
        ("province of Canada", "ca", Shape.VAGUE, None),
        ("city", "UA|RU", Shape.POINT, None),
        ("", "", Shape.POINT, None),
    ],
)
def test_types_and_shapes(
    table: ReadText, types: str, ccodes: str, shape: Shape, boundary: str | None
) -> None:
    (place,) = table(f"title,types,ccodes,lat,lon\nA,{types},{ccodes},1,2\n").places
    assert (place.shape, place.boundary) == (shape, boundary)


@pytest.mark.parametrize(
    ("types", "ccodes", "reason"),
    [
        ("country", "", "a country has its code in ccodes"),
        ("border", "UA", "a border names its two countries"),
        ("city", "Freedonia", "'Freedonia' is no country code"),
        ("city", "UKR", "'UKR' is no country code"),
    ],
)
def test_codes_that_do_not_do(table: ReadText, types: str, ccodes: str, reason: str) -> None:
    ((_, told),) = faults(table(f"title,types,ccodes,lat,lon\nA,{types},{ccodes},1,2\n"))
    assert told.startswith(reason)


def test_a_shape_in_well_known_text(table: ReadText) -> None:
    read = table(
        'title,geowkt\nA,"POLYGON ((30 50, 32 50, 32 52, 30 52, 30 50))"\nB,POINT(30 50)\n'
    )
    area, point = read.places
    assert area.shape is Shape.VAGUE
    assert 50 < area.lat < 52
    assert 30 < area.lon < 32
    assert area.polygon[0][0] == (50.0, 30.0)
    assert (point.shape, point.lat, point.lon) == (Shape.POINT, 50.0, 30.0)


def test_swapped_axes_beside_a_shape(table: ReadText) -> None:
    ((_, told),) = faults(
        table('title,lat,lon,geowkt\nA,31,51,"POLYGON ((30 50, 32 50, 32 52, 30 52, 30 50))"\n')
    )
    assert "swapped" in told


WORLD = BoundaryIndex(
    {
        "BY": ("Belarus", 53.0, 28.0, 51.2, 23.2, 56.2, 32.8, 207_000.0),
        "UA": ("Ukraine", 49.0, 31.0, 44.4, 22.1, 52.4, 40.2, 603_000.0),
    },
    {"BY-UA": (51.6, 28.0, 51, 23, 52, 31, 1100.0)},
    Path(),
)
"""Two countries and their border."""


def test_with_boundaries_lines_and_areas_get_their_points_from_them(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(
        "title,types,ccodes,lat,lon\nUkraine,country,UA,,\nline,border,UA;BY,1,2\n"
        "none,border,UA;ES,1,2\nKyiv,city,UA,30.5,50.4\nTiny,country,MC,,\nSmall,country,MC,43,7\n"
    )
    read = read_table(path, WORLD)
    assert [(p.title, p.lat, p.lon, p.shape) for p in read.places] == [
        ("Ukraine", 49.0, 31.0, Shape.AREA),
        ("line", 51.6, 28.0, Shape.LINE),
        ("Small", 43.0, 7.0, Shape.VAGUE),
    ]
    told = dict(faults(read))
    assert told[4] == "ES and UA have no border with each other"
    assert "look swapped" in told[5]
    assert 6 in told


def test_faults_without_end_are_counted(table: ReadText) -> None:
    read = table("name,lat,lon\n" + "A,x,y\n" * (MAX_FAULTS + 7))
    assert len(read.faults) == MAX_FAULTS + 1
    assert read.faults[-1].reason == "and 7 more rows are faulty"


def test_rows_without_end_are_not_all_read(table: ReadText) -> None:
    read = table("name,lat,lon\n" + "".join(f"A{n},1,2\n" for n in range(MAX_ROWS + 3)))
    assert len(read.places) == MAX_ROWS
    assert [fault.line for fault in read.faults] == [MAX_ROWS + 2]


@given(st.text(alphabet='title,lon"\n\r\t; 0123.-é\ud800', max_size=200))
def test_no_text_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(("title,lat,lon\n" + text).encode("utf-8", "surrogatepass"))
    read = read_table(path)
    ends = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 2
    assert read.faults or read.places
    assert all(
        fault.reason.startswith("there are headers")
        if fault.line is None
        else 2 <= fault.line <= ends
        for fault in read.faults
    )
    assert len({place.id for place in read.places}) == len(read.places)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title,lat,lon\n\n", "there are headers, but no rows below them"),
        ("title|lat|lon\nA|1|2\n", "part columns by commas, semicolons or tabs"),
        ("title,lat,lon\nA,1,2\n".encode("utf-16-le"), "UTF-16 without its mark"),
    ],
)
def test_a_table_without_places_says_what_to_do(
    table: ReadText, text: str | bytes, reason: str
) -> None:
    read = table(text)
    assert read.places == ()
    assert reason in read.faults[0].reason


def test_a_row_twice_would_leave_each_mention_ambiguous(table: ReadText) -> None:
    read = table("title,lat,lon\nA,1,2\nA,1,2\nA,1,3\nB,1,2\n")
    assert [(place.title, place.lon) for place in read.places] == [("A", 2), ("A", 3), ("B", 2)]
    assert faults(read) == [(3, "A stands at the same spot in line 2")]


def test_a_header_may_name_its_unit(table: ReadText) -> None:
    (place,) = table("Name,Latitude (deg),Longitude [WGS 84]\nA,1,2\n").places
    assert (place.lat, place.lon) == (1, 2)


LP_TSV = """\
id\ttitle\ttitle_source\tfclasses\taat_types\tattestation_year\tccodes\tvariants\ttypes\tmatches\tlon\tlat\tgeowkt
1\tCalicut\t"Hobson" Jobson\tP\t300008389\t1886\tIN\tKozhikode@ml-Latn;കോഴിക്കോട്@ml\tport town\tgn:1265873;http://www.wikidata.org/entity/Q28729\t75.78\t11.25\t
2\tCoromandel\tAtlas\tL\t\t1886\tIN\t\t\t\t\t\tPOLYGON((79 10, 80 10, 80 16, 79 16, 79 10))
3\tAtolls\tAtlas\tT\t\t1886\tMV\t\t\t\t\t\tMULTIPOINT((73 3),(73.2 4),(73 5))
4\tSomewhere\tAtlas\tP\t\t1886\tIN\t\t\t\t\t\t
"""


def test_linked_places_in_a_table(tmp_path: Path) -> None:
    path = tmp_path / "lp.tsv"
    path.write_text(LP_TSV, encoding="utf-8")
    read = read_table(path)
    assert faults(read) == [(5, "the coordinates are missing")]
    port, coast, atolls = read.places
    assert (port.kind, port.source) == ("port town", '"Hobson" Jobson')
    assert port.variants == ("Kozhikode", "കോഴിക്കോട്")
    assert port.matches == ("gn:1265873", "wd:Q28729")
    assert (coast.kind, coast.shape, len(coast.polygon)) == ("area", Shape.VAGUE, 1)
    assert (atolls.kind, atolls.lat, atolls.lon) == ("landform", 4.0, 73.2)


def test_types_that_are_numbers_are_known_or_left_out(table: ReadText) -> None:
    text = "title,types,lat,lon\nA,300008389,1,2\nB,aat:300008372,3,4\nC,300999999,5,6\n"
    assert [place.kind for place in table(text).places] == ["city", "village", "place"]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        *[(cell, 2952301) for cell in ("2952301", "2 952 301", "2.952.301", "2952301.0")],
        *[(cell, None) for cell in ("", "-", "unknown", "n/a", "0")],
    ],
)
def test_population(table: ReadText, cell: str, people: int | None) -> None:
    (place,) = table(f"title;lat;lon;population\nA;1;2;{cell}\n").places
    assert place.population == people


def test_a_population_that_is_no_number_is_not_guessed(table: ReadText) -> None:
    read = table("title,lat,lon,population\nA,1,2,some 3000\n")
    assert faults(read) == [(2, "the population 'some 3000' is not a number such as 2952301")]
