"""What the scripted model says: one fact for the newest statement it is shown, in the form that is asked for."""

import json
import re
from typing import Any

STATEMENT = re.compile(r"(\w+) keeps (marker[a-z]+\d+) in the (\w+) drawer")
"""What the probes tell every system; each marker is told once."""


def statement(marker: str, who: str = "Ana", colour: str = "blue") -> str:
    """Return a sentence that a system is told, with a word that nothing else holds."""
    return f"{who} keeps {marker} in the {colour} drawer, under the old maps."


def paraphrase(marker: str, who: str = "Ana", colour: str = "blue") -> str:
    """Return what the model makes of it: the same fact, in other words."""
    return f"{marker} lies in a {colour} drawer that belongs to {who}"


def reply(prompt: str, schema: dict[str, Any]) -> str:
    """Return a reply to *prompt* that fits *schema*, or what the prompt asks for in words where there is none."""
    who, marker, colour = _newest(prompt)
    if schema:
        return json.dumps(_Filled(who, marker, colour, schema).value(schema, ""))
    said = paraphrase(marker, who, colour)
    if '"memory list"' in prompt or "memory list" in prompt:  # MemOS
        item = {"key": marker, "memory_type": "UserMemory", "value": said, "tags": [marker]}
        return json.dumps({"memory list": [item], "summary": said})
    if '"memory"' in prompt and "attributed_to" in prompt:  # mem0
        return json.dumps({"memory": [{"id": "0", "text": said, "attributed_to": "user"}]})
    if "fact_type" in prompt and "fact_kind" in prompt:  # Hindsight
        fact = {
            "what": said,
            "when": "N/A",
            "where": "N/A",
            "who": who,
            "why": "N/A",
            "entities": [who, marker],
        }
        return json.dumps({"facts": [fact | {"fact_type": "world", "fact_kind": "conversation"}]})
    if re.search(r"\bJSON\b", prompt):
        return json.dumps({"facts": [said], "summary": said})
    return said


def _newest(prompt: str) -> tuple[str, str, str]:
    """Return who, what and which drawer of the statement with the highest number, which is the one told last."""
    found = [(match[1], match[2], match[3]) for match in STATEMENT.finditer(prompt)]
    if not found:
        return "Ana", "nothing", "blue"
    return max(found, key=lambda each: int(re.sub(r"\D", "", each[1])))


class _Filled:
    """Fills a JSON schema in with the fact: names, sentences, one entry a list."""

    def __init__(self, who: str, marker: str, colour: str, schema: dict[str, Any]) -> None:
        self._who, self._marker = who, marker
        self._said = paraphrase(marker, who, colour)
        self._definitions = schema.get("$defs") or {}
        self._sparse = schema.get("title") == "SessionTurnAnalysis"  # cognee: most turns should return null

    def value(self, schema: dict[str, Any], name: str) -> Any:
        """Return a value that fits *schema*, for the property *name*."""
        if "$ref" in schema:
            return self.value(self._definitions[schema["$ref"].rsplit("/", 1)[1]], name)
        for choice in ("anyOf", "oneOf", "allOf"):
            if choice in schema:
                kinds = [each for each in schema[choice] if each.get("type") != "null"]
                nothing = not kinds or (self._sparse and len(kinds) < len(schema[choice]))
                return None if nothing else self.value(kinds[0], name)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][0]
        return self._plain(schema, name)

    def _plain(self, schema: dict[str, Any], name: str) -> Any:
        kind = schema.get("type")
        if kind == "object" or "properties" in schema:
            fields = schema.get("properties") or {}
            return {each: self.value(inner, each) for each, inner in fields.items()}
        if kind == "array":
            return self._list(schema, name)
        if kind in ("integer", "number"):
            return 0
        if kind == "boolean":
            return False
        return self._text(name)

    def _list(self, schema: dict[str, Any], name: str) -> list[Any]:
        if self._sparse or re.search(r"duplicate|contradict|indices|causal|invalid", name):
            return []
        item = schema.get("items") or {}
        if re.search(r"entities|nodes", name):
            return [self._entity(item, name, number) for number in range(2)]
        return [self.value(item, name)]

    def _entity(self, item: dict[str, Any], name: str, number: int) -> Any:
        """Return the person, then the thing, so that there is something to put an edge between."""
        made = self.value(item, name)
        called = (self._who, self._marker)[number]
        if isinstance(made, dict):
            names = {each: called for each in made if each in ("name", "id", "text") and made[each] != 0}
            return made | names
        return called

    def _text(self, name: str) -> str:
        if re.search(r"source|subject|\bwho\b", name):
            return self._who
        if re.search(r"target|object", name):
            return self._marker
        if re.search(r"relation|type|label", name):
            return "KEEPS"
        if re.search(r"(_at|date|time|_start|_end)$", name):
            return "2026-05-20T10:00:00Z"
        return self._said
