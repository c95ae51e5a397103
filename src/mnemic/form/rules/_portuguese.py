# ruff: noqa: E501 - a pattern is read as one line
"""The frames of Portuguese, of Brazil and of Portugal."""

from __future__ import annotations

from typing import Final

from ._plain_frames import PlainFrame, PlainLanguage, capital, firm, one_of, pattern, short, small, tool
from ._portuguese_over import BACK, OVER, did, did_so

_I: Final = r"(?:eu\s+|nós\s+|a gente\s+)?"
_WHEN: Final = (
    r"(?:(?:ontem|anteontem|hoje|esta semana|essa semana|este mês|esse mês|este ano|esse ano|(?:n?a )?semana passada|(?:n?o )?(?:mês|ano|verão|inverno) passado|finalmente|enfim|por fim|recentemente|ultimamente|novidades?|notícia|"
    r"(?:há|faz) (?:pouco|um|uma|dois|duas|três|quatro|cinco|alguns|algumas|\d)(?: (?:tempo|dias?|semanas?|m[eê]s(?:es)?|anos?))?(?: que)?|em (?:janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|\d{4})|depois de (?:\w+ ){1,2}anos|"
    r"desde (?:ontem|hoje|janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|o \w+|a \w+))[,:]?\s+)"
)
_GOODS: Final = one_of(
    "carro moto mota bicicleta bike scooter caravana trailer barco veleiro piano guitarra violão câmera câmara computador portátil notebook celular telemóvel iphone casa apartamento sítio terreno televisão tv console tablet"
)
_NOW: Final = r"(?:agora\s+|já\s+|também\s+|ainda\s+|sempre\s+|atualmente\s+|hoje\s+|desde [\wçãéíó]+\s+)*"
_MY: Final = r"(?:o meu|a minha|meu|minha)"
_IN: Final = r"(?:em|no|na|nos|nas)\s+"
_ANIMALS: Final = one_of(
    "cachorro cachorra cachorros cão cães cadela gato gata gatos gatas papagaio coelho coelha cavalo égua tartaruga peixe peixes hamster canário periquito burro galinhas furão calopsita"
)
_TRADES: Final = one_of(
    "médico médica enfermeiro enfermeira professor professora advogado advogada engenheiro engenheira arquiteto arquiteta jornalista programador programadora "
    "desenvolvedor desenvolvedora designer cozinheiro cozinheira garçom garçonete carpinteiro carpinteira eletricista encanador contador contadora estudante "
    "escritor escritora músico música pintor pintora fotógrafo fotógrafa tradutor tradutora psicólogo psicóloga veterinário veterinária farmacêutico farmacêutica "
    "padeiro padeira policial bombeiro bombeira piloto motorista taxista dentista economista cientista biólogo bióloga químico química físico física cabeleireiro "
    "cabeleireira mecânico mecânica pedreiro aposentado aposentada funcionário funcionária vendedor vendedora secretário secretária ator atriz cantor cantora "
    "bailarino bailarina agricultor agricultora parteira fisioterapeuta bibliotecário bibliotecária juiz juíza chef técnico técnica consultor consultora gerente"
)
_TONGUES: Final = one_of(
    "português inglês francês alemão espanhol italiano russo chinês japonês coreano árabe holandês sueco polonês polaco turco grego hebraico mandarim galego catalão guarani"
)
_NATIONS: Final = one_of(
    "brasileiro brasileira português portuguesa angolano angolana moçambicano moçambicana cabo-verdiano espanhol espanhola francês francesa inglês inglesa alemão "
    "alemã italiano italiana argentino argentina americano americana japonês japonesa chinês chinesa russo russa uruguaio uruguaia mexicano mexicana suíço suíça "
    "chileno chilena colombiano colombiana peruano peruana polonês polonesa grego grega turco turca libanês libanesa irlandês irlandesa"
)
_DIETS: Final = r"(?:vegetarian[oa]|vegan[oa]|pescetarian[oa]|onívor[oa]|omnívor[oa]|celíac[oa])"
_STATUS: Final = r"(?:casad[oa]|solteir[oa]|divorciad[oa]|viúv[oa]|separad[oa]|noiv[oa]|namorando)"
_KIN: Final = r"(?:irmã|irmão|mãe|pai|filha|filho|prima|primo|tia|tio|avó|avô|sobrinha|sobrinho|sogra|sogro|cunhada|cunhado|neta|neto)"
_PARTNER: Final = r"(?:marido|esposo|esposa|mulher|namorada|namorado|companheira|companheiro|noiva|noivo)"
_GAMES: Final = r"(?=(?:o\s+|a\s+)?(?:violão|guitarra|piano|violino|bateria|baixo|flauta|futebol|tênis|ténis|basquete|vôlei|xadrez|ioga|yoga|pilates|caratê|karaté|judô|judo|boxe|natação|dança|escalada|teatro|cerâmica|capoeira|surfe|corrida|ciclismo|acordeão|cavaquinho)\b)"

PORTUGUESE: Final = PlainLanguage(
    cue=pattern(r"\b(?:eu|me chamo|chamo-me|sou|moro|vivo|tenho|trabalho|estudo|falo|uso|meu|minha|nasci|prefiro|quero|estou|jogo|toco|odeio|gosto|adoro|faço|\w{2,}ei(?:-me)?|nos|vendi|sa[ií]|fui|fomos|já não|não|acab\w+ de|noss[oa]s?|morreu|fugiu|desculp\w+|perdão|esque[cç]\w+|vim|pedi|fiz|completei|me \w+|parei|\w{3,}(?:mos|di|ti)|adeus|foi|mudou|roubaram)\b"),
    openers=pattern(rf"(?:(?:e|mas|oi|olá|bom|sim|não(?=,)|então|aliás|também|agora|pois|na verdade|desculpa|desculpe|porque|como|já|atualmente|enfim|me enganei|enganei-me)(?:[,:]?\s+|[,:]))*{_WHEN}{{0,2}}(?:(?:eu|nós|agora|já)\s+)*(?:desde\s+[\wçãéíó ]{{2,20}},?\s+|em\s+[\wçã ]{{3,20}},\s+)?"),
    refused=pattern(r"^(?:se|imagina|imagine|suponha)\b|\bse eu\b|\b(?:disse|diz|dizem|contou|escreveu|perguntou) que\b|\btalvez\b|\bacho que\b|\bquem me dera\b|\bgostaria\b|\bqueria\b(?! dizer)|\bsonhei\b|\bn(?:o|um|este|esse) (?:filme|sonho|livro|romance|jogo)\b|\bn(?:a|uma) (?:novela|série|canção|história|música)\b|\bcomo se\b|\bserá que\b|\btomara\b|\boxalá\b|\b(?:diss\w+|diz\w*|pens\w+|acha\w*|acho|cont\w+|pergunt\w+|parec\w+|escrev\w+)(?::| que\b(?! (?:é|era)\b)| se\b)"),
    asks=pattern(r",\s+(?=(?:né|não é|certo)\s*\?|(?:e )?(?:você|vocês|tu|conhece\w*|sabe\w*|onde|qual|quais|como|o que|tem|alguma?|alguém|me indica|o senhor)\b)"),
    bygone=pattern(r"\b(?:em|quando|de) criança\b|\bquando (?:eu )?(?:era|tinha|éramos|estudava)\b|\bem pequen[oa]\b|\bna (?:minha )?(?:infância|juventude|escola)\b|\bhá (?:\d{2}|dez|quinze|vinte|trinta|muitos) anos\b(?! que)|\baos (?:\d|1\d|dez|quinze|dezoito)(?: anos)?\b"),
    brief=pattern(
        r"\baté (?:segunda|terça|quarta|quinta|sexta|sábado|domingo|amanhã|o|a|ao|dia)\b|\bpor (?:um|uma|uns|umas|dois|duas|três|\d+) (?:dia|semana|mês|mes|tempo|hora|ano|fim)\w*|\bdurante\b|\bàs? (?:\d|uma|duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze)\b|\b(?:ano|mês|semana) que vem\b|\bpróxim[oa]|\bamanhã\b|\bem breve\b|"
        r"\bde (?:férias|visita|passagem)\b|\bno (?:próximo )?(?:fim de semana|feriado)\b|\btemporariamente\b|\bprovisori\w+|\bquase\b"
    ),
    doubt=pattern(r"\b(?:não(?!,)|nunca|jamais|quase|se|nem|sem|por pouco|antes de)\b"),
    stop=pattern(r"[,;:.!?()\"«»\n]|\s(?:e (?:eu|meu|minha|não|moro|trabalho|tenho|sou|estou|a|o|nós|já|agora)|mas|porque|desde|até|embora|quando|que|onde|com|por|para|como|há|perto|em|no|na|num|numa|agora|também|todos|todas|às|aos|muito|este|esta|nem|de novo|sem|três vezes|duas vezes|ontem|hoje|semana|mês|ano|este|esta|de vez|em vez|no lugar|ao invés|depois|e (?:fui|me|comprei)|mais|lol|kkk+)\b"),
    articles=pattern(r"(?:o|a|os|as|um|uma|uns|umas|meu|minha|meus|minhas|nosso|nossa)\s+"),
    frames=(
        PlainFrame(predicate="name", pattern=pattern(rf"(?:{_I}me chamo|chamo-me|{_MY} nome é|me chama de|pode me chamar de|chame-me)\s+"), cut="name"),
        PlainFrame(predicate="birthday", pattern=pattern(rf"(?:{_MY} aniversário é|faço anos|{_I}nasci)\s+(?:no\s+)?(?:dia\s+|em\s+|a\s+)?(?P<o>\d{{1,2}}\s+de\s+[a-zç]+)"), cut="given"),
        PlainFrame(predicate="age", pattern=pattern(rf"{_I}(?:tenho|fiz|completei|acabei de (?:fazer|completar)|hoje faço)\s+{_NOW}(?P<o>\d{{1,3}})\s+anos(?!\s+de\b)"), cut="given"),
        PlainFrame(predicate="born_in", pattern=pattern(rf"{_I}nasci\s+{_IN}"), cut="place"),
        PlainFrame(predicate="comes_from", pattern=pattern(rf"{_I}(?:sou|venho)\s+(?:originalmente\s+)?(?:de|do|da|dos|das)\s+|{_I}cresci\s+{_IN}"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"{_NOW}{_I}(?:moro|vivo|moramos|vivemos|mora|resido|estou morando|estou a viver)\s+{_NOW}{_IN}"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"{_I}(?:{did_so('mudei', 'mudamos', 'mudar')}|(?<=gente\s)se mudou|{did('mudei', 'mudamos', 'mudar')}|(?:fui|fomos|vim|viemos|voltei|voltamos|acabei de (?:ir|vir))\s+(?:morar|viver))\s+(?:(?:de|do|da)\s+[\w-]+\s+)?(?:para|pra|pro|em|no|na)\s+(?:o\s+|a\s+)?"), cut="place", event=True),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"{_I}(?:morava|vivia|morei|vivi)\s+(?:antes\s+)?{_IN}"), cut="place", tense="past"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"{_I}(?:não (?:moro|moramos|vivo|vivemos) mais|já não (?:moro|moramos|vivo|vivemos)|(?:parei|deixei) de (?:morar|viver))\s+{_IN}"), cut="place", tense="past", act="end"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{_NOW}{_I}(?:trabalho|estou trabalhando|estou a trabalhar)\s+{_NOW}(?:em|no|na|nos|nas|para a|para o|para|pra)\s+"), check=capital),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{_I}(?:trabalhava|trabalhei)\s+(?:em|no|na|para)\s+"), check=capital, tense="past"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{_I}(?:{did('comecei', 'começamos', 'começar')}|(?:entrei|entramos)(?=\s+(?:a\s+trabalhar|para\s+(?:a|o))\b)|mudei de (?:emprego|trabalho|empresa)[,:;]?\s+(?:e\s+)?agora estou|fui (?:contratad[oa]|admitid[oa])|(?:arranjei|consegui) (?:um )?(?:emprego|trabalho))\s+(?:a trabalhar\s+)?(?:em|no|na|pela|pelo|por|para a|para o)\s+"), check=firm, event=True),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{_I}(?:saí|acabei de sair|me demiti|demiti-me|pedi demissão|não trabalho mais|já não trabalho|(?:parei|deixei) de trabalhar|fui (?:demitid[oa]|despedid[oa]|mandad[oa] embora))\s+(?:de|do|da|em|no|na|para a|para o|pela|pelo)\s+"), check=capital, tense="past", act="end"),
        PlainFrame(predicate="diet", pattern=pattern(rf"{_NOW}{_I}(?:sou|virei|tornei-me|me tornei|acabei de virar)\s+{_NOW}(?P<o>{_DIETS})\b"), cut="given"),
        PlainFrame(predicate="diet", pattern=pattern(rf"{_I}(?:não sou mais|já não sou|(?:deixei|parei) de ser)\s+(?P<o>{_DIETS})\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="relationship_status", pattern=pattern(rf"{_I}(?:estou|sou|fiquei)\s+{_NOW}(?P<o>{_STATUS})\b"), cut="given"),
        PlainFrame(predicate="allergic_to", pattern=pattern(rf"{_I}(?:sou alérgic[oa]|tenho alergia)\s+(?:a|à|ao|aos|às)\s+"), check=short),
        PlainFrame(predicate="allergic_to", pattern=pattern(rf"{_I}não sou alérgic[oa]\s+(?:a|à|ao|aos|às)\s+"), check=short, negated=True),
        PlainFrame(predicate="nationality", pattern=pattern(rf"{_I}sou\s+(?P<o>[a-zçãéíóêâ-]+)(?=$|[,.;!]|\s+(?:e|mas|de)\b)"), cut="given", check=_NATIONS),
        PlainFrame(predicate="occupation", pattern=pattern(rf"{_NOW}{_I}(?:sou|trabalho como|virei|tornei-me|me tornei|comecei como)\s+{_NOW}(?:um\s+|uma\s+)?"), check=_TRADES),
        PlainFrame(predicate="occupation", pattern=pattern(rf"{_I}(?:era|fui|trabalhava como)\s+(?:um\s+|uma\s+)?"), check=_TRADES, tense="past"),
        PlainFrame(predicate="occupation", pattern=pattern(rf"{_I}(?:já não sou|não sou mais|já não trabalho como|não trabalho mais como|(?:deixei|parei) de (?:ser|trabalhar como))\s+(?:um\s+|uma\s+)?"), check=_TRADES, tense="past", act="end"),
        PlainFrame(predicate="relationship_status", pattern=pattern(rf"{_I}(?:já não (?:estou|sou)|não (?:estou|sou) mais)\s+(?P<o>{_STATUS})\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="studies", pattern=pattern(rf"{_NOW}{_I}(?:estudo|estou estudando|curso|faço faculdade de)\s+(?!em\b|no\b|na\b|muito\b|para\b)"), check=small),
        PlainFrame(predicate="studies_at", pattern=pattern(rf"{_I}estudo\s+(?:\w+\s+)?(?:na|no)\s+(?=[A-Z])"), check=short),
        PlainFrame(predicate="children", pattern=pattern(rf"{_I}(?:tenho|temos)\s+(?P<o>(?:um|uma|dois|duas|três|quatro|cinco)\s+(?:filh[oa]s?|crianças?|gêmeos|gémeos))\b"), cut="given"),
        PlainFrame(predicate="pet", pattern=pattern(rf"{_I}(?:tenho|temos|adotei|adotamos|acabei de adotar)\s+{_NOW}(?=(?:um|uma|dois|duas|três)\s)"), check=_ANIMALS),
        PlainFrame(predicate="pet", pattern=pattern(r"(?:[oa]\s+)?(?:meu|minha|nosso|nossa)\s+(?P<o>\w+)(?:\s+[A-Z]\w+)?\s+(?:morreu|faleceu|fugiu)\b"), cut="given", check=_ANIMALS, tense="past", act="end"),
        PlainFrame(predicate="owns", pattern=pattern(rf"{_NOW}{_I}(?:tenho|temos|{did('comprei', 'compramos', 'comprar')})\s+(?=(?:um|uma|meu|minha|dois|duas)\s)"), check=_GOODS),
        PlainFrame(predicate="owns", pattern=pattern(rf"{_I}{did('vendi', 'vendemos', 'vender')}\s+(?:(?:o|a)\s+)?(?:(?:meu|minha|nosso|nossa)\s+)?(?P<o>\w+)(?!\s+d[eoa]s?\b|\w)"), cut="given", check=_GOODS, tense="past", act="end"),
        PlainFrame(predicate="speaks", pattern=pattern(rf"{_I}(?:falo|estou aprendendo|aprendo|estou a aprender)\s+{_NOW}"), check=_TONGUES),
        PlainFrame(predicate="speaks", pattern=pattern(rf"{_I}não falo\s+"), check=_TONGUES, negated=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"{_NOW}{_I}(?:uso|utilizo|passei a usar|comecei a usar)\s+(?:o\s+|a\s+)?"), check=capital),
        PlainFrame(predicate="uses", pattern=pattern(rf"{_I}{did('troquei', 'trocamos', 'trocar')}\s+(?:o\s+|a\s+|do\s+|da\s+|de\s+|meu\s+|minha\s+)?(?P<x>[\w.+-]+(?:\s[\w.+-]+)?)\s+(?:pelo|pela|por um|por uma|por|para o|para a|para|pro|pra)\s+"), check=capital, event=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"{_I}(?:{did('mudei', 'mudamos', 'mudar')}|{did('passei', 'passamos', 'passar')}|{did('migrei', 'migramos', 'migrar')})\s+(?:do\s+|da\s+|de\s+|o\s+)?(?P<x>[\w.+-]+(?:\s[\w.+-]+)?)\s+(?:para o|para a|para|pro|pra)\s+"), check=tool, event=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"{_I}(?:não uso mais|já não uso|parei de usar|deixei de usar|desinstalei)\s+(?:o\s+|a\s+)?"), check=capital, tense="past", act="end"),
        PlainFrame(predicate="activity", pattern=pattern(rf"{_I}(?:toco|jogo|pratico|faço)\s+{_GAMES}"), check=short),
        PlainFrame(predicate="activity", pattern=pattern(rf"{_I}(?:larguei|parei|deixei|parei (?:de fazer|de jogar|de tocar|com)|não faço mais|não jogo mais|não toco mais|já não (?:faço|jogo|toco))\s+{_GAMES}"), check=short, tense="past", act="end"),
        PlainFrame(predicate="likes", pattern=pattern(rf"{_I}(?:gosto (?:muito\s+)?(?:de|do|da|dos|das)|adoro|amo)\s+(?!que\b|teu\b|seu\b|a ideia\b|você\b|te\b)"), check=short),
        PlainFrame(predicate="likes", pattern=pattern(rf"{_I}(?:não gosto (?!mais\b)(?:de|do|da|dos|das)|odeio|detesto|não suporto)\s+(?!que\b)"), check=short, negated=True),
        PlainFrame(predicate="likes", pattern=pattern(rf"{_I}(?:já não gosto|não gosto mais|(?:deixei|parei) de gostar) (?:de|do|da|dos|das)\s+(?!que\b)"), check=short, tense="past", act="end"),
        PlainFrame(predicate="activity", pattern=pattern(rf"{_I}(?:parei|deixei|acabei de parar) de (?P<o>fumar|beber|correr|nadar|dançar|cantar|pintar|escalar|surfar|pedalar)\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="favorite", pattern=pattern(rf"{_MY}\s+(?P<k>[a-zçãéíó]+)\s+(?:favorit[oa]|preferid[oa])\s+é\s+(?:agora\s+)?"), check=short),
        PlainFrame(predicate="prefers", pattern=pattern(rf"{_I}prefiro\s+(?!que\b|não\b)"), check=short),
        PlainFrame(predicate="partner", pattern=pattern(rf"{_MY}\s+(?P<k>{_PARTNER})\s+(?:se chama|chama-se|é)\s+(?:agora\s+)?(?:o\s+|a\s+)?"), cut="name"),
        PlainFrame(predicate="relative", pattern=pattern(rf"{_MY}\s+(?P<k>{_KIN})\s+(?:se chama|chama-se|é)\s+(?:o\s+|a\s+)?"), cut="name"),
        PlainFrame(predicate="health", pattern=pattern(rf"{_I}(?:tenho|sofro de)\s+(?=(?:asma|diabetes|enxaquecas?|ansiedade|depressão|epilepsia|artrite|hipertensão|insônia|insónia|tdah|eczema|psoríase)\b)"), check=short),
        PlainFrame(predicate="member_of", pattern=pattern(rf"{_I}(?:sou membro|sou sócio|sou sócia|faço parte|entrei)\s+(?:de|do|da|num|numa|em|no|na)\s+(?=(?:um|uma|o|a)?\s*(?:\w+\s+)?(?:clube|coral|coro|time|equipa|grupo|associação|banda|orquestra))"), check=short),
    ),
    over=OVER,
    back=BACK,
)  # fmt: skip
