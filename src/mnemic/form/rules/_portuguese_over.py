# ruff: noqa: E501 - a pattern is read as one line
"""What ends, replaces, corrects and takes back in Portuguese, of Brazil and of Portugal."""

from __future__ import annotations

from typing import Final

from ._plain_frames import KNOWN, Bare, PlainBack, PlainOver, pattern, patterns


def did(one: str, we: str, to_do: str) -> str:
    """Return the ways to say that one did something: "larguei", "largámos", "acabei de largar"."""
    return rf"(?:{one}|{we.replace('amos', '[aá]mos')}|acab(?:ei|[aá]mos)\s+de\s+{to_do})"


def did_so(one: str, we: str, to_do: str) -> str:
    """Return the ways to say what one did to oneself: "me mudei", "mudei-me", "acabei de me mudar"."""
    we = we.replace("amos", "[aá]mos")
    return rf"(?:me\s+{one}|{one}-me|nos\s+{we}|{we.removesuffix('s')}-nos|acabei\s+de\s+(?:me\s+{to_do}|{to_do}-me)|acab[aá]mos\s+de\s+nos\s+{to_do})"


_AFTER: Final = (
    r"(?=\s*(?:$|[.,;:!?)…-])|\s+(?:e|mas|porque|pois|quando|em (?:janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|\d{4})|por|para|pra|depois|desde|há|ontem|hoje|anteontem|semana|na semana|no (?:mês|ano|verão|inverno|fim|final|domingo|sábado)|mês|ano|este|esta|de vez|definitivamente|finalmente|agora|já|também|então|sem|com|"
    r"na (?:segunda|terça|quarta|quinta|sexta)|para sempre|pra sempre|kkk+|rs|lol|faz)\b)"
)
_K: Final = KNOWN + _AFTER
_LEFT: Final = "|".join(
    (
        did("deixei", "deixamos", "deixar"), did("larguei", "largamos", "largar"), did("abandonei", "abandonamos", "abandonar"), did("perdi", "perdemos", "perder"),
        did("cancelei", "cancelamos", "cancelar"), did("desinstalei", "desinstalamos", "desinstalar"), did("apaguei", "apagamos", "apagar"), did("parei", "paramos", "parar"),
        did("desisti", "desistimos", "desistir"), did_so("livrei", "livramos", "livrar"), did_so("desfiz", "desfizemos", "desfazer"), did_so("demiti", "demitimos", "demitir"),
        did_so("despedi", "despedimos", "despedir"), did_so("desliguei", "desligamos", "desligar"), r"(?:dei|demos)\s+adeus\s+(?:a|ao|à)", r"pedi\s+(?:a\s+)?demissão",
    )
)  # fmt: skip
_RID: Final = "|".join(
    (
        did("vendi", "vendemos", "vender"), did("doei", "doamos", "doar"), did("dei", "demos", "dar") + r"(?=[^.,;]*\s(?:embora|ao|à)\b)", r"(?:tive|tivemos)\s+(?:que|de)\s+(?:vender|deixar|largar|doar)",
        r"me\s+roubaram|roubaram-me|roubaram|nos\s+roubaram|roubaram-nos",
    )
)  # fmt: skip
_DOING: Final = r"(?:\s+de\s+(?:usar|utilizar|ir|jogar|tocar|fazer|praticar|comer|beber|tomar|trabalhar|viver|morar|ver|ler|ouvir|estudar|falar|ser|andar|namorar|gostar)(?:\s+(?:em|para|com|como|a|de))?)?(?:\s+(?:de|com))?"
_DO: Final = r"(?:uso|usamos|utilizo|tenho|temos|toco|jogo|jogamos|faço|fazemos|pratico|como|bebo|tomo|estudo|trabalho|moro|moramos|vivo|vivemos|vou|sou|estou|leio|vejo|ouço|falo|gosto|gostamos|adoro|suporto|aguento|namoro|sofro|ando|curto|pertenço|frequento|quero|prefiro)"
_TO: Final = r"(?:\s+(?:em|para|com|como|a|de|alérgic[oa]|alergia|fã|membro|parte))*"
_SPLIT: Final = r"(?:(?:nos\s+)?(?:termin|acab|separ|divorci)[aá]mos|(?:nos\s+)?rompemos|(?:separ|divorci)[aá]mo-nos|já\s+não\s+estamos\s+juntos|não\s+estamos\s+mais\s+juntos)"
_NEW: Final = r"(?P<new>(?:(?:o|a|um|uma)\s+)?[\w'&.+-]+(?:\s[\w'&.+-]+){0,2}?)"
_WORK: Final = frozenset({"works_at"})
_OWN: Final = r"(?:(?:[oa]s?|uma?|d[oae]s?|n[oa]s?|n?uma?|aos?|às?|pel[oa]s?)\s+(?:(?:meu|minha|nosso|nossa)s?\s+)?|(?:em\s+|com\s+|de\s+|por\s+)(?:(?:[oa]s?|uma?)\s+)?(?:(?:meu|minha|nosso|nossa)s?\s+)?|(?:meu|minha|nosso|nossa)s?\s+)(?:velh[oa]\s+|querid[oa]\s+|antig[oa]\s+)?"

OVER: Final = PlainOver(
    own=_OWN,
    possessive=r"(?:(?:com|de|em|sobre)\s+)?(?:(?:d[oa]|[oa]|n[oa])\s+)?(?:meu|minha|nosso|nossa)s?\s+",
    others=pattern(r"\b(?:seus?|suas?|teus?|tuas?|vossos?|vossas?|esse|essa|aquele|aquela|outr[oa])\s+\Z"),
    after=_AFTER,
    left=(
        rf"(?:{_LEFT}){_DOING}\s+{_K}",
        rf"(?:foi|é)\s+(?:o\s+)?meu\s+último\s+dia\s+{_K}",
        rf"{KNOWN},\s+(?:eu\s+)?(?:{_LEFT}){_AFTER}",
    ),
    ends=(
        rf"{KNOWN},?\s+(?:eu\s+)?(?:{_RID}){_AFTER}",
        rf"(?:{_RID})\s+{_K}",
        rf"já\s+não\s+{_DO}{_TO}\s+{_K}",
        rf"não\s+{_DO}\s+mais{_TO}\s+{_K}|não\s+{_DO}{_TO}\s+{KNOWN}\s+mais\b",
        rf"(?:há|faz)\s+(?:anos|meses|séculos|muito(?:\s+tempo)?|tempo|um ano|dois anos)\s+que\s+não\s+{_DO}{_TO}\s+{_K}",
        rf"(?:acabou(?:-se)?|adeus,?)\s+{_K}|{KNOWN}\s+(?:acabou|já\s+era|é\s+passado|é\s+coisa\s+do\s+passado|são\s+passado)\b",
        rf"(?:curei-me|me\s+curei)(?:\s+de)?\s+{_K}",
    ),
    ends_of={
        "likes": (rf"{KNOWN}\s+já\s+não\s+me\s+(?:diz|agrada|interessa|atrai)\b|(?:{did('enjoei', 'enjoamos', 'enjoar')}|{did_so('cansei', 'cansamos', 'cansar')}|cansei|{did_so('fartei', 'fartamos', 'fartar')}|{did_so('enchi', 'enchemos', 'encher')}|perdi\s+o\s+(?:gosto|interesse))(?:\s+(?:de|por|em))?\s+{_K}",),
        "works_at": (
            rf"(?:fui\s+(?:demitid[oa]|despedid[oa]|mandad[oa]\s+embora)|me\s+mandaram\s+embora)(?:\s+por)?\s+{_K}|{KNOWN}\s+(?:me\s+(?:demitiu|despediu|mandou\s+embora)|(?:demitiu|despediu)-me)\b",
            rf"{did('saí', 'saímos', 'sair')}(?:\s+de)?\s+{_K}",
        ),
        "member_of": (rf"{did('saí', 'saímos', 'sair')}(?:\s+de)?\s+{_K}",),
        "pet": (
            rf"{KNOWN}\s+(?:morreu|faleceu|fugiu|partiu|nos\s+deixou|deixou-nos|virou\s+estrelinha)\b|(?:morreu|faleceu|fugiu)(?:-nos|-me)?\s+{_K}",
            rf"(?:tive|tivemos)\s+(?:que|de)\s+(?:sacrificar|abater|adormecer|eutanasiar)\s+{_K}|enterr[aá]mos\s+{_K}|{did('dei', 'demos', 'dar')}\s+{_K}",
        ),
        "partner": (
            rf"(?:{did('terminei', 'terminamos', 'terminar')}|{did('acabei', 'acabamos', 'acabar')}|{did('rompi', 'rompemos', 'romper')}|{did_so('separei', 'separamos', 'separar')}|{did_so('divorciei', 'divorciamos', 'divorciar')})(?:\s+tudo)?(?:\s+(?:com|de))?\s+{_K}",
            rf"(?:{KNOWN}\s+e\s+eu|eu\s+e\s+{KNOWN})\s+{_SPLIT}",
            rf"{KNOWN}\s+(?:(?:terminou|acabou|rompeu)(?:\s+tudo)?\s+comigo|(?:me\s+(?:deixou|largou)|(?:deixou|largou)-me){_AFTER})",
        ),
        "studies": (rf"(?:{_LEFT})\s+(?:a\s+faculdade|o\s+curso|o\s+mestrado)(?:\s+(?:de|em))?\s+{_K}|(?:{did('terminei', 'terminamos', 'terminar')}|{did('acabei', 'acabamos', 'acabar')}|{did('concluí', 'concluímos', 'concluir')}|{did_so('formei', 'formamos', 'formar')}|{did_so('licenciei', 'licenciamos', 'licenciar')})(?:\s+(?:a\s+(?:faculdade|licenciatura|graduação)|o\s+(?:curso|mestrado)|os\s+estudos))?(?:\s+(?:de|em))?\s+{_K}",),
        "health": (rf"{KNOWN}\s+(?:passou|sumiu|desapareceu|foi\s+embora)\b|{did('superei', 'superamos', 'superar')}\s+{_K}",),
        "speaks": (rf"(?:esqueci(?:-me)?|desaprendi)(?:\s+todo)?(?:\s+de)?\s+{_K}",),
    },
    swaps=(
        rf"(?:{did('troquei', 'trocamos', 'trocar')}|{did('substituí', 'substituímos', 'substituir')}|{did('mudei', 'mudamos', 'mudar')})\s+{KNOWN}\s+(?:pel[oa]s?|por|para|pra|pro)\s+",
        rf"(?:adeus|tchau),?\s+{KNOWN}[,;!.]*\s+(?:e\s+)?(?:olá|oi|alô|bem-vind[oa]),?\s+(?:a\s+)?",
        rf"(?:{did('migrei', 'migramos', 'migrar')}|{did_so('mudei', 'mudamos', 'mudar')}|{did('saí', 'saímos', 'sair')})(?:\s+de)?\s+{KNOWN}\s+(?:e\s+(?:fui|entrei)\s+)?(?:para|pra|pro)\s+",
        rf"(?:{_LEFT})\s+{KNOWN}\s+(?:pel[oa]|por|para)\s+(?=(?:[oa]\s+)?(?-i:[A-ZÀÁÂÉÍÓÚ]))",
        rf"(?:{_RID})\s+{KNOWN}\s+e\s+(?:comprei|compramos)\s+",
        rf"agora\s+(?:eu\s+)?{_DO}{_TO}\s+{_NEW}\s+(?:em\s+vez|no\s+lugar|ao\s+invés)\s+(?:de\s+)?{_K}",
        rf"{_NEW}\s+substituiu\s+{_K}",
    ),
    shifts=(rf"{did('passei', 'passamos', 'passar')}(?:\s+de)?\s+{KNOWN}\s+(?:para|pra|pro)\s+",),
    bare=(
        Bare(_WORK, pattern(rf"\b(?:fui\s+(?:demitid[oa]|despedid[oa]|mandad[oa]\s+embora)|me\s+mandaram\s+embora|mandaram-me\s+embora|me\s+demitiram|despediram-me|pedi\s+(?:a\s+)?(?:demissão|as\s+contas)|me\s+demiti|demiti-me|fiquei\s+(?:desempregad[oa]|sem\s+(?:trabalho|emprego))|estou\s+desempregad[oa]){_AFTER}")),
        Bare(frozenset({"works_at", "occupation"}), pattern(rf"\b(?:{did_so('aposentei', 'aposentamos', 'aposentar')}|{did_so('reformei', 'reformamos', 'reformar')}){_AFTER}"), "aposentad|reformad"),
        Bare(frozenset({"relationship_status"}), pattern(rf"\b(?:{did_so('casei', 'casamos', 'casar')}|casei|cas[aá]mos|acab(?:ei|[aá]mos)\s+de\s+casar){_AFTER}"), "casad"),
        Bare(frozenset({"relationship_status", "partner"}), pattern(rf"\b(?:{did_so('divorciei', 'divorciamos', 'divorciar')}|{did_so('separei', 'separamos', 'separar')}){_AFTER}"), "divorciad|separad|solteir"),
        Bare(frozenset({"diet"}), pattern(r"\bvoltei\s+a\s+comer\s+(?:carne|peixe|queijo|de\s+tudo)\b"), "[oô]m?n"),
    ),
    slots={"works_at": "emprego|trabalho|trampo", "studies": "faculdade|curso|estudos|licenciatura", "diet": "dieta"},
    i_do=(r"[aei]r\Z", "o"),
    i_do_no_more=rf"já\s+não\s+{_K}|não\s+{KNOWN}\s+mais(?=\s*(?:[.,;!]|$))",
    now=pattern(r"\b(?:agora|já não|não \w+ mais|(?:me |nos )?(?:mudei|passei|troquei|virei)|finalmente|acabei de|enfim)\b"),
)  # fmt: skip

_SORRY: Final = r"(?:desculp[ae](?:-me|m)?|perdão|opa|não|espera|peraí|corrijo|correção|me\s+enganei|enganei-me|me\s+confundi|erro\s+meu|aliás|quer\s+dizer|ou\s+melhor|ah|ops|sorry|foi\s+mal)"
_LEAD: Final = rf"^(?:{_SORRY}[\s,.:;!…-]+)"
_X: Final = r"(?P<x>(?:(?:o|a|em|no|na|de|do|da)\s+)?\w[\w'&./ -]{0,40}?)"
_Y: Final = r"(?:(?:o|a|em|no|na|de|do|da)\s+)?(?P<y>\w[\w'&./ -]{0,40}?)"
_END: Final = r"(?=\s*(?:[.,;:!?)]|$))"

BACK: Final = PlainBack(
    sorry=pattern(_LEAD),
    wrong=pattern(r"\b(?:quer(?:ia|o)\s+dizer|quis\s+dizer|me\s+enganei|enganei-me|me\s+confundi|corrijo|correção|erro\s+meu|ou\s+melhor|(?:disse|escrevi)\s+(?:mal|errado))\b"),
    news=pattern(r"\b(?:agora|já|hoje|desde|acabei|este|esta)\b"),
    cue=pattern(r"\b(?:não|esque[cç]\w*|ignor[ea]|apag[au]e?|disse|falei|inventei|menti|referia)\b"),
    meant=patterns(
        rf"\b(?:queria|quis|quero)\s+dizer\s+(?:que\s+(?:é\s+)?)?{_X}(?:,?\s+(?:e\s+)?não\s+{_Y})?{_END}",
        rf"\b(?:me\s+referia|referia-me)\s+(?:a|ao|à)\s+{_X}(?:,?\s+(?:e\s+)?não\s+(?:a|ao|à)?\s*{_Y})?{_END}",
        rf"{_LEAD}(?:{_SORRY}[\s,.:;!…-]+)*(?:na\s+verdade\s+)?(?:é|era|são|se\s+chama|chama-se)\s+{_X}(?:,?\s+(?:e\s+)?não\s+{_Y})?{_END}",
        rf"^(?:{_SORRY}[\s,.:;!…-]+)*(?:é\s+|era\s+)?não\s+(?:é\s+|era\s+|em\s+)?{_Y},?\s+(?:mas\s+sim|e\s+sim|mas|é)\s+(?:em\s+)?{_X}{_END}",
        rf"^(?:{_SORRY}[\s,.:;!…-]+)*(?:é\s+|era\s+)?{_X},\s+(?:e\s+)?não\s+{_Y}(?=\s*[.!]|$)",
        rf"\b(?:disse|escrevi|falei)\s+{_Y},?\s+mas\s+(?:é|era|queria\s+dizer)\s+{_X}{_END}",
        rf"^(?:{_SORRY}[\s,.:;!…-]+)*(?:(?:tenho|fiz|são|é)\s+)?(?P<x>\d{{1,4}}),?\s+n[ãa]o\s+(?P<y>\d{{1,4}}){_END}",
    ),
    forget=pattern(r"\b(?:esque[cç][ae]|esqueçam|ignor[ea]|apag[au]e?|retiro|desconsider[ea])\s+(?:tudo\s+)?(?:o\s+que\s+(?:eu\s+)?(?:te\s+|lhe\s+)?(?:disse|falei|contei|escrevi)(?:-te)?(?:\s+antes)?(?:\s+(?:sobre|de|acerca\s+d[eoa]|a\s+respeito\s+d[eoa]))?(?:\s+que)?|que\s+(?:eu\s+)?(?:disse|falei)|aquilo\s+d[eoa]|a\s+história\s+d[eoa])"),
    untrue=(
        rf"(?:o\s+que\s+(?:eu\s+)?(?:disse|falei)\s+(?:sobre\s+)?|aquilo\s+|isso\s+|essa\s+história\s+){KNOWN}\s+(?:não\s+(?:é|era)\s+(?:verdade|certo|bem\s+assim)|(?:é|era)\s+(?:mentira|brincadeira|falso)|eu\s+inventei)\b",
        rf"(?:inventei|menti\s+sobre)\s+(?:a\s+história\s+|aquilo\s+)?{KNOWN}(?=\s*(?:[.,;!]|$))",
    ),
    vague=pattern(r"(?:algo|outra|outro|isso|isto|aquilo|que|nada|mais|mal|assim|obrigad[oa]|tudo|muito|uma coisa|se|te)\b"),
)  # fmt: skip
