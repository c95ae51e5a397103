"""What searching runs on: built from the store, kept in memory, never the truth."""

from ._cache import IndexCache, SpaceView
from ._dense import UNSCORED, DenseIndex, DenseView
from ._filters import FIELDS, OPERATORS, Filter, parse_filter
from ._lexical import LexicalIndex, LexicalView, Posting, terms_of
from ._models import ActiveModel, EmbedderSpec
from ._reindex import keep_terms_current, reindex, wrong_terms
from ._selector import Selector
from ._table import HeaderTable, TableView
from ._terms import TERMS_VERSION, QueryTerm, analyze, clear_caches, query_terms
from ._vectors import Progress, Vectorizer, reembed

__all__ = [
    "FIELDS",
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
    "Posting",
    "Progress",
    "QueryTerm",
    "Selector",
    "SpaceView",
    "TableView",
    "Vectorizer",
    "analyze",
    "clear_caches",
    "keep_terms_current",
    "parse_filter",
    "query_terms",
    "reembed",
    "reindex",
    "terms_of",
    "wrong_terms",
]
