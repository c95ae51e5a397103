from __future__ import annotations

import time
from pathlib import Path

import pytest
from exports import IMPORTS, both

from mnemic.errors import ArgumentError
from mnemic.ingest._cypher import read_graph
from mnemic.ingest._graph import Graph
from mnemic.ingest._notes import Notes


def graph(script: str) -> Graph:
    return read_graph(script, "a.cypher", Notes())


def noted(script: str) -> dict[str, int]:
    notes = Notes()
    read_graph(script, "a.cypher", notes)
    return {item.what: item.count for item in notes.listed()}


NODE = 'CREATE (:Entity:`UNIQUE IMPORT LABEL` {name:"Ana", uuid:"n1", `UNIQUE IMPORT ID`:0});\n'


def test_single_statements_make_nodes_and_edges() -> None:
    script = NODE + (
        "CREATE (:Entity:`UNIQUE IMPORT LABEL` {uuid:'n2', `UNIQUE IMPORT ID`:1});\n"
        "MATCH (n1:`UNIQUE IMPORT LABEL`{`UNIQUE IMPORT ID`:0}), (n2:`UNIQUE IMPORT LABEL`{`UNIQUE IMPORT ID`:1}) "
        'CREATE (n1)-[r:RELATES_TO {fact:"x"}]->(n2);\n'
        "MATCH (n1{uuid:'n1'}), (n2{uuid:'n2'}) CREATE (n1)<-[:MENTIONS]-(n2);\n"
    )
    found = graph(script)
    assert [(node.labels, node.properties, node.place) for node in found.nodes] == [
        ({"Entity"}, {"name": "Ana", "uuid": "n1"}, "a.cypher:1"),
        ({"Entity"}, {"uuid": "n2"}, "a.cypher:2"),
    ]
    assert [(edge.type, edge.source, edge.target) for edge in found.edges] == [
        ("RELATES_TO", "n1", "n2"),
        ("MENTIONS", "n2", "n1"),
    ]


def test_merged_nodes_are_met_again() -> None:
    script = (
        'MERGE (n:Entity{uuid:"n1"}) SET n.name="Ana", n:Person;\n'
        'MERGE (n:Entity{uuid:"n1"}) ON CREATE SET n.name="no" ON MATCH SET n.name="Ana Duarte";\n'
        'MERGE (n:Entity{uuid:"n1"}) SET n += {born: 1990, gone: null};\n'
    )
    [node] = graph(script).nodes
    assert node.labels == {"Entity", "Person"}
    assert node.properties == {"uuid": "n1", "name": "Ana Duarte", "born": 1990, "gone": None}


def test_parameters_of_the_shell_give_rows() -> None:
    script = (
        ':param rows => [{_id:0, properties:{uuid:"n1", name:"x"}}]\n:begin\n'
        "UNWIND $rows AS row\nCREATE (n:Entity{`UNIQUE IMPORT ID`: row._id}) SET n += row.properties;\n:commit\n"
    )
    assert graph(script).nodes[0].properties == {"uuid": "n1", "name": "x"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (r'"a\"b\\c\n\t"', 'a"b\\c\n\t'),
        (r"'it\'s'", "it's"),
        (r'"\u00e9\ud83d\ude00\U0001F600"', "é😀😀"),
        ('"semi; {x} :begin // no"', "semi; {x} :begin // no"),
        ('"line\nbreak"', "line\nbreak"),
        ("-3", -3),
        ("1.5E-3", 0.0015),
        ("true", True),
        ("NULL", None),
        ("[1, [2], {a: 'b'}]", [1, [2], {"a": "b"}]),
        ("datetime('2026-05-20T10:00:05Z')", "2026-05-20T10:00:05Z"),
        ("point({x: 1})", None),
        ("[" + ", ".join(["0.125"] * 100) + "]", [0.0]),
    ],
)
def test_values(written: str, expected: object) -> None:
    [node] = graph(f"CREATE (:X {{value: {written}}});").nodes
    assert node.properties == {"value": expected}


def test_comments_and_what_only_builds_indexes_are_passed_over() -> None:
    script = (
        "// a comment; CREATE (:X)\n/* CREATE (:Y); */\nCREATE CONSTRAINT a FOR (n:X) REQUIRE n.x IS UNIQUE;\n"
        "CREATE FULLTEXT INDEX b FOR (n:X) ON EACH [n.x];\nCALL db.awaitIndexes(300);\nSCHEMA AWAIT\n;DROP CONSTRAINT a;\n"
        "MATCH (n:`UNIQUE IMPORT LABEL`) WITH n LIMIT 9 REMOVE n:`UNIQUE IMPORT LABEL`;\n" + NODE
    )
    assert noted(script) == {}
    assert len(graph(script).nodes) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "LOAD CSV FROM 'file:///etc/passwd' AS line CREATE (:X {l: line})",
        "MATCH (n) DETACH DELETE n",
        "CALL apoc.load.json('http://evil.example/x') YIELD value",
        "CALL dbms.killQueries([])",
        "MATCH (n) WHERE n.x = 1 SET n.y = 2",
        "FOREACH (x IN [1] | CREATE (:X))",
        "MERGE (n:X {uuid: 'a'}) ON DELETE SET n.x = 1",
    ],
)
def test_anything_else_is_noted_and_not_run(statement: str) -> None:
    keyword = statement.split()[0]
    assert noted(f"{NODE}{statement};\n") == {f"statement {keyword!r}": 1}
    assert len(graph(f"{NODE}{statement};\n").nodes) == 1


def test_a_shell_s_command_is_noted_and_not_run() -> None:
    assert noted(f":source /etc/passwd\n{NODE}") == {"command 'source'": 1}


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (NODE + 'CREATE (:X {a: "cut', r"a\.cypher:2: .* is no Cypher that can be read"),
        (NODE + "CREATE (:X {a: ", r"a\.cypher:2: the statement breaks off"),
        (NODE + "CREATE (:X {a: ]});", r"a\.cypher:2: '\]' is no value"),
        (NODE + "CREATE (n:X {a 1});", r"a\.cypher:2: '1' stands where ':' is expected"),
        (
            "MATCH (a{uuid:'x'}) CREATE (a)-[:R]->(a);",
            r"a\.cypher:1: no node \{'uuid': 'x'\} stands before this",
        ),
        ("CREATE (:X {a: " + "9" * 5000 + "});", r"a\.cypher:1: a number of 5000 digits"),
        ("CREATE (:X {a: " + "[" * 5000, r"a\.cypher:1: a value is nested too deep"),
        ("UNWIND 7 AS row CREATE (:X);", r"a\.cypher:1: UNWIND needs a list"),
        ("UNWIND $rows AS row CREATE (:X);", r"a\.cypher:1: '\$rows' stands nowhere before"),
        ("CREATE (a:X) SET b.x = 1;", r"a\.cypher:1: SET names 'b'"),
        ("CREATE (:X {a: b});", r"a\.cypher:1: 'b' stands nowhere before"),
        ("\0", r"a\.cypher:1: .* is no Cypher"),
    ],
)
def test_a_damaged_script_is_refused_by_its_line(script: str, said: str) -> None:
    with pytest.raises(ArgumentError, match=said):
        graph(script)


def test_a_script_cut_off_anywhere_ends_in_an_error_or_in_what_it_held(tmp_path: Path) -> None:
    whole = (IMPORTS / "graphiti.cypher").read_text(encoding="utf-8")
    path = tmp_path / "cut.cypher"
    for end in range(0, len(whole), 97):
        path.write_text(whole[:end], encoding="utf-8")
        try:
            both(path)
        except ArgumentError as error:
            assert "cut.cypher" in str(error)


def test_many_quotes_and_brackets_take_no_time_to_refuse() -> None:
    begun = time.monotonic()
    for script in ('"' + "\\" * 200_001, "[0," * 100_000, "/*" * 100_000, "`" * 100_001):
        with pytest.raises(ArgumentError):
            graph(f"CREATE (:X {{a: {script}")
    assert time.monotonic() - begun < 5
