"""What searching runs on: built from the store, kept in memory, never the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazily

if TYPE_CHECKING:
    from ._cache import IndexCache, SpaceView
    from ._dense import UNSCORED, DenseIndex, DenseView
    from ._filters import FIELDS, OPERATORS, Filter, parse_filter
    from ._lexical import LexicalIndex, LexicalView, Posting, Units, terms_of
    from ._models import ActiveModel, EmbedderSpec
    from ._overview import Overview, overview
    from ._reindex import keep_terms_current, reindex, wrong_terms
    from ._selector import Selector
    from ._table import NEVER, HeaderTable, TableView
    from ._terms import TERMS_VERSION, QueryTerm, analyze, clear_caches, query_terms
    from ._tokens import best_matches, pack_tokens
    from ._vectors import Progress, QueryVectors, Vectorizer, reembed

__all__ = [
    "FIELDS",
    "NEVER",
    "OPERATORS",
    "TERMS_VERSION",
    "UNSCORED",
    "ActiveModel",
    "DenseIndex",
    "DenseView",
    "EmbedderSpec",
    "Filter",
    "HeaderTable",
    "IndexCache",
    "LexicalIndex",
    "LexicalView",
    "Overview",
    "Posting",
    "Progress",
    "QueryTerm",
    "QueryVectors",
    "Selector",
    "SpaceView",
    "TableView",
    "Units",
    "Vectorizer",
    "analyze",
    "best_matches",
    "clear_caches",
    "keep_terms_current",
    "overview",
    "pack_tokens",
    "parse_filter",
    "query_terms",
    "reembed",
    "reindex",
    "terms_of",
    "wrong_terms",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "_cache": ("IndexCache", "SpaceView"),
        "_dense": ("UNSCORED", "DenseIndex", "DenseView"),
        "_filters": ("FIELDS", "OPERATORS", "Filter", "parse_filter"),
        "_lexical": ("LexicalIndex", "LexicalView", "Posting", "Units", "terms_of"),
        "_models": ("ActiveModel", "EmbedderSpec"),
        "_overview": ("Overview", "overview"),
        "_reindex": ("keep_terms_current", "reindex", "wrong_terms"),
        "_selector": ("Selector",),
        "_table": ("NEVER", "HeaderTable", "TableView"),
        "_terms": ("TERMS_VERSION", "QueryTerm", "analyze", "clear_caches", "query_terms"),
        "_tokens": ("best_matches", "pack_tokens"),
        "_vectors": ("Progress", "QueryVectors", "Vectorizer", "reembed"),
    },
)
