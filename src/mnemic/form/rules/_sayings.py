# ruff: noqa: E501 - lists of words and sentences
"""Facts as short sentences in the language they were said in."""

from __future__ import annotations

from typing import Final

from ...cube import PREDICATES

_SPANISH: Final = {
    "name": "{s} se llama {o}", "birthday": "{s} cumple años el {o}", "age": "{s} tiene {o} años", "born_in": "{s} nació en {o}",
    "comes_from": "{s} es de {o}", "nationality": "{s} es {o}", "lives_in": "{s} vive en {o}", "works_at": "{s} trabaja en {o}",
    "occupation": "{s} trabaja de {o}", "studies": "{s} estudia {o}", "studies_at": "{s} estudia en {o}",
    "relationship_status": "Estado de {s}: {o}", "partner": "{s} tiene {k}: {o}", "relative": "{s} tiene {k}: {o}", "children": "{s} tiene {o}",
    "out_of_work": "Situación de {s}: {o}", "pet": "{s} tiene una mascota: {o}", "owns": "{s} tiene {o}", "likes": "A {s} le gusta: {o}", "favorite": "Lo favorito de {s} ({k}): {o}",
    "prefers": "{s} prefiere {o}", "diet": "Dieta de {s}: {o}", "allergic_to": "{s} tiene alergia a {o}", "health": "{s} tiene {o}",
    "activity": "{s} practica: {o}", "speaks": "{s} habla {o}", "uses": "{s} usa {o}", "member_of": "{s} es parte de {o}",
    "goal": "{s} quiere {o}", "instruction": "{s} pide: {o}",
}  # fmt: skip
_FRENCH: Final = {
    "name": "{s} s'appelle {o}", "birthday": "L'anniversaire de {s} est le {o}", "age": "{s} a {o} ans", "born_in": "{s} est né à {o}",
    "comes_from": "{s} vient de {o}", "nationality": "{s} est {o}", "lives_in": "{s} habite à {o}", "works_at": "{s} travaille chez {o}",
    "occupation": "{s} travaille comme {o}", "studies": "{s} étudie {o}", "studies_at": "{s} étudie à {o}", "relationship_status": "{s} est {o}",
    "partner": "{s} a : {k}, {o}", "relative": "{s} a : {k}, {o}", "children": "{s} a {o}", "pet": "{s} a un animal : {o}",
    "owns": "{s} possède {o}", "likes": "{s} aime {o}", "favorite": "Préféré de {s} ({k}) : {o}", "prefers": "{s} préfère {o}",
    "diet": "Régime de {s} : {o}", "allergic_to": "{s} est allergique : {o}", "health": "{s} souffre de {o}", "activity": "{s} pratique : {o}",
    "speaks": "{s} parle {o}", "uses": "{s} utilise {o}", "member_of": "{s} fait partie de {o}", "goal": "{s} veut {o}",
    "instruction": "{s} demande : {o}",
}  # fmt: skip
_GERMAN: Final = {
    "name": "{s} heißt {o}", "birthday": "{s} hat am {o} Geburtstag", "age": "{s} ist {o} Jahre alt", "born_in": "{s} ist in {o} geboren",
    "comes_from": "{s} kommt aus {o}", "nationality": "Staatsangehörigkeit von {s}: {o}", "lives_in": "{s} wohnt in {o}",
    "works_at": "{s} arbeitet bei {o}", "occupation": "{s} ist {o}", "studies": "{s} studiert {o}", "studies_at": "{s} studiert an: {o}",
    "relationship_status": "{s} ist {o}", "partner": "{s} hat {k}: {o}", "relative": "{s} hat {k}: {o}", "children": "{s} hat {o}",
    "pet": "{s} hat ein Haustier: {o}", "owns": "{s} besitzt {o}", "likes": "{s} mag {o}", "favorite": "Liebling von {s} ({k}): {o}",
    "prefers": "{s} bevorzugt {o}", "diet": "{s} isst {o}", "allergic_to": "{s} ist allergisch gegen {o}", "health": "{s} hat {o}",
    "activity": "{s} macht regelmäßig: {o}", "speaks": "{s} spricht {o}", "uses": "{s} benutzt {o}", "member_of": "{s} gehört zu: {o}",
    "goal": "{s} will {o}", "instruction": "{s} bittet: {o}",
}  # fmt: skip
_PORTUGUESE: Final = {
    "name": "{s} chama-se {o}", "birthday": "{s} faz anos em {o}", "age": "{s} tem {o} anos", "born_in": "{s} nasceu em {o}",
    "comes_from": "{s} é de {o}", "nationality": "{s} é {o}", "lives_in": "{s} mora em {o}", "works_at": "{s} trabalha em {o}",
    "occupation": "{s} trabalha como {o}", "studies": "{s} estuda {o}", "studies_at": "{s} estuda em {o}",
    "relationship_status": "Estado de {s}: {o}", "partner": "{s} tem {k}: {o}", "relative": "{s} tem {k}: {o}", "children": "{s} tem {o}",
    "pet": "{s} tem um animal: {o}", "owns": "{s} tem {o}", "likes": "{s} gosta de {o}", "favorite": "Favorito de {s} ({k}): {o}",
    "prefers": "{s} prefere {o}", "diet": "Dieta de {s}: {o}", "allergic_to": "{s} tem alergia a {o}", "health": "{s} tem {o}",
    "activity": "{s} pratica: {o}", "speaks": "{s} fala {o}", "uses": "{s} usa {o}", "member_of": "{s} faz parte de {o}",
    "goal": "{s} quer {o}", "instruction": "{s} pede: {o}",
}  # fmt: skip
_SAYINGS: Final = {"es": _SPANISH, "fr": _FRENCH, "de": _GERMAN, "pt": _PORTUGUESE}
_DENIED: Final = {
    "es": "No es cierto: {}",
    "fr": "Ce n'est pas le cas : {}",
    "de": "Es stimmt nicht: {}",
    "pt": "Não é verdade: {}",
}


def saying(
    language: str, subject: str, predicate: str | None, object_: str, key: str | None, *, denied: bool
) -> str:
    """Return a fact as a short sentence in *language*; the bare object where its predicate is not known."""
    if predicate is None:
        return object_
    table = _SAYINGS.get(language)
    if table is None:
        return PREDICATES[predicate].sentence(subject, object_, key, denied=denied)
    said = (
        table.get(predicate, "{s}: {o}").format(s=subject, o=object_, k=key or "?").replace(" (?)", "") + "."
    )
    return _DENIED[language].format(said) if denied else said
