# ruff: noqa: E501 - a pattern is read as one line
"""The frames of Portuguese, of Brazil and of Portugal."""

from __future__ import annotations

from typing import Final

from ._plain_frames import (
    FIELDS,
    MAKES,
    NO_APP,
    PlainFrame,
    PlainLanguage,
    capital,
    either,
    none_of,
    one_of,
    pattern,
    short,
    small,
    standing,
    tool,
)
from ._plain_places import employer, new_employer
from ._portuguese_over import BACK, OVER, did, did_so

_I: Final = r"(?:eu\s+|nós\s+|a gente\s+)?"
_WHEN: Final = (
    r"(?:(?:ontem|anteontem|hoje|esta semana|essa semana|este mês|esse mês|este ano|esse ano|(?:n?a )?semana passada|(?:n?o )?(?:mês|ano|verão|inverno) passado|finalmente|enfim|por fim|recentemente|ultimamente|novidades?|notícia|"
    r"(?:há|faz) (?:pouco|um|uma|dois|duas|três|quatro|cinco|alguns|algumas|\d)(?: (?:tempo|dias?|semanas?|m[eê]s(?:es)?|anos?))?(?: que)?|em (?:janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|\d{4})|depois de (?:\w+ ){1,2}anos|"
    r"desde (?:ontem|hoje|janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|o \w+|a \w+))[,:]?\s+)"
)
_GOODS: Final = one_of(
    "carro moto mota bicicleta bike scooter caravana trailer barco veleiro piano guitarra violão câmera câmara computador portátil notebook celular telemóvel iphone casa apartamento sítio terreno televisão tv console tablet "
    + MAKES
)
_NOW: Final = r"(?:agora\s+|já\s+|também\s+|ainda\s+|sempre\s+|atualmente\s+|hoje\s+|desde [\wçãéíó]+\s+)*"
_MY: Final = r"(?:o meu|a minha|meu|minha)"
_IN: Final = r"(?:em|no|na|nos|nas)\s+"
_ANIMALS: Final = one_of(
    "cachorro cachorra cachorros cão cães cadela gato gata gatos gatas papagaio coelho coelha cavalo égua tartaruga peixe peixes hamster canário periquito burro galinhas furão calopsita"
)
_TRADE_WORDS: Final = (
    "médico médica enfermeiro enfermeira professor professora advogado advogada engenheiro engenheira arquiteto arquiteta jornalista programador programadora "
    "desenvolvedor desenvolvedora designer cozinheiro cozinheira garçom garçonete carpinteiro carpinteira eletricista encanador contador contadora estudante "
    "escritor escritora músico música pintor pintora fotógrafo fotógrafa tradutor tradutora psicólogo psicóloga veterinário veterinária farmacêutico farmacêutica "
    "padeiro padeira policial bombeiro bombeira piloto motorista taxista dentista economista cientista biólogo bióloga químico química físico física cabeleireiro "
    "cabeleireira mecânico mecânica pedreiro aposentado aposentada funcionário funcionária vendedor vendedora secretário secretária ator atriz cantor cantora "
    "bailarino bailarina agricultor agricultora parteira fisioterapeuta bibliotecário bibliotecária juiz juíza chef técnico técnica consultor consultora gerente "
    "caixa recepcionista auxiliar entregador entregadora caminhoneiro caminhoneira carteiro soldador vigilante porteiro faxineira diarista babá cuidador cuidadora costureira confeiteiro confeiteira manicure esteticista "
    "nutricionista fonoaudióloga fonoaudiólogo fisioterapeuta dentista analista estagiário estagiária autônomo autônoma freelancer redator redatora editor editora publicitário publicitária pesquisador pesquisadora "
    "corretor corretora administrador administradora assistente empregado empregada bancário bancária metalúrgico pescador barbeiro marceneiro jardineiro personal treinador treinadora informático informática"
)
_TRADES: Final = one_of(_TRADE_WORDS)
_TRADE: Final = rf"(?:{'|'.join(_TRADE_WORDS.split())})"
_WORKPLACE: Final = either(
    employer,
    one_of(
        "banco hospital restaurante escola colégio supermercado loja bar hotel farmácia fábrica universidade prefeitura startup agência biblioteca padaria oficina creche lar consultoria livraria clínica museu ong cartório escritório obra câmara"
    ),
)
_ILLNESS: Final = r"(?:asma|diabetes|enxaquecas?|ansiedade|depressão|epilepsia|artrite|artrose|hipertensão|pressão\s+alta|insônia|insónia|tdah|eczema|psoríase|dermatite|rinite|sinusite|endometriose|fibromialgia|colesterol|hipotireoidismo|hipotiroidismo|lúpus|esclerose|anemia|doença\s+celíaca|intolerância\s+à|câncer|cancro|gastrite|refluxo|escoliose|parkinson|autismo|apneia|tinnitus|zumbido)"
_ILL: Final = r"(?:diabétic[oa]|asmátic[oa]|epiléptic[oa]|hipertens[oa]|daltónic[oa]|daltônic[oa]|míope|canhot[oa]|surd[oa]|autista|bipolar|intolerante\s+(?:à|a|ao)\s+\w+)"
_FOODS: Final = r"(?:carne(?:\s+de\s+porco|\s+vermelha)?|porco|peixe|marisco|frutos\s+do\s+mar|glúten|laticínios|lacticínios|leite|lactose|açúcar|álcool|ovos?|frango|amendoim)"
_GYM: Final = r"(?:academia|ginásio|piscina|yoga|ioga|pilates|crossfit|missa|igreja|natação|aula\s+de\s+\w+|aulas\s+de\s+\w+)"
_OFTEN: Final = r"(?=[^.,;!?]*\b(?:vezes|todos|todas|todo|toda|cada|toda|todo|cada|sempre|às\s+(?:segundas|terças|quartas|quintas|sextas)|aos\s+(?:sábados|domingos|fins))\b)"
_YEAR: Final = r"(?:(?:um\s+)?(?:mestrado|curso|doutorado)\s+(?:em|de)\s+|(?:o\s+)?(?:primeiro|segundo|terceiro|quarto|quinto|sexto|último)\s+(?:ano|semestre|período)\s+de\s+)"
_THAN: Final = pattern(r"\s(?:do\s+que|que)\b")
_WISH_END: Final = (
    r"(?=\s*(?:[.,;:!?()\n]|$)|\s+(?:mas|porque|e\s+(?:eu|não|me|já|tenho|quero|estou)|até|ainda)\b)"
)
_TO_DO: Final = r"[^.,;:!?()\n]{1,60}?"
_WISHED: Final = (
    r"(?:aprender\s+(?!mais\b)|correr\s+(?:uma?|a|minha)\s|juntar\s|economizar\b|poupar\b|perder\s+(?:\d|peso|uns|alguns)|emagrecer\b|parar\s+de\s+(?:fumar|beber)\b|deixar\s+de\s+(?:fumar|beber)\b|comprar\s+(?:uma?|minha|meu)\s+(?:casa|apartamento|carro|moto|ap)\b|(?:abrir|montar|criar)\s+(?:uma?|(?:o\s+)?meu|(?:a\s+)?minha)\s+(?:própri[oa]\s+)?(?:loja|negócio|empresa|restaurante|padaria|café|bar|consultório|escola|salão|canal|clínica|ateliê|oficina|startup)\b|"
    r"escrever\s+(?:um|meu)\s+(?:livro|romance)|tirar\s+(?:a|minha)\s+(?:carta|carteira|cnh|habilitação)|melhorar\s+(?:o\s+)?meu\s|me\s+mudar\s|mudar\s+(?:para|pra|de)\s|viajar\s+(?:para|pra|pelo|pela)\s|ler\s+(?:mais|\d)|fazer\s+(?:um\s+mestrado|um\s+intercâmbio|uma\s+pós|mais\s+exercício)|passar\s+n[oa]\s|ser\s+(?:mãe|pai)\b)"
)
_INSTRUCTION: Final = standing(
    polite=r"por\s+favor|pf|pfv|por\s+gentileza",
    always=r"sempre|nunca|a\s+partir\s+de\s+agora|de\s+agora\s+em\s+diante|daqui\s+(?:em|para|pra)\s+(?:diante|frente)",
    verbs=r"(?:me\s+)?(?:respond[ae]|escrev[ae]|explic[ae]|fal[ae]|trat[ae]|chame|us[ae]|utiliz[ae])(?:-me)?|seja|sê|responder|fale\s+comigo",
    style=r"sempre|em\s+(?:português|inglês|espanhol|francês|alemão|italiano)|por\s+(?:tu|você)|breve(?:mente)?|conciso|concisa|diret[oa]|em\s+poucas\s+palavras|frases\s+curtas|com\s+exemplos|sem\s+(?:emojis?|rodeios|enrolação|jargão)|em\s+(?:tópicos|uma\s+frase|lista)|passo\s+a\s+passo|de\s+forma|de\s+maneira",
    denied=r"(?:não|nunca)\s+(?:me\s+)?(?:us[ae]s?|utiliz[ae]s?|coloque|ponhas?|trat[ae]s?|fal[ae]s?|respond[ae]s?|dês?|cham[ae]s?|escrev[ae]s?|faças?)|evit[ae]",
    shunned=r"emojis?|emoticons?|exclamaç\w+|tópicos|listas|negrito|markdown|jargão|gírias?|anglicismos|palavrões|por\s+(?:tu|você)|em\s+inglês|respostas?|explicações|rodeios|desculpas|conselhos|sermões|tabelas|senhora?",
    texts=r"[nd]?(?:este|esse|o|a|esta|essa|meu|minha|um|uma)\s+(?:seguinte\s+)?(?:texto|carta|e-?mail|mensagem|frase|artigo|parágrafo|redação|poema|conto|código|função|post|pergunta)",
)
_FIELDS: Final = one_of(FIELDS)
_TONGUES: Final = one_of(
    "português inglês francês alemão espanhol italiano russo chinês japonês coreano árabe holandês sueco polonês polaco turco grego hebraico mandarim galego catalão guarani"
)
_NATIONS: Final = one_of(
    "brasileiro brasileira português portuguesa angolano angolana moçambicano moçambicana cabo-verdiano espanhol espanhola francês francesa inglês inglesa alemão "
    "alemã italiano italiana argentino argentina americano americana japonês japonesa chinês chinesa russo russa uruguaio uruguaia mexicano mexicana suíço suíça "
    "chileno chilena colombiano colombiana peruano peruana polonês polonesa grego grega turco turca libanês libanesa irlandês irlandesa ucraniano ucraniana romeno romena paraguaio paraguaia boliviano boliviana venezuelano venezuelana cubano cubana canadense canadiano canadiana belga holandês holandesa goês guineense timorense são-tomense haitiano haitiana indiano indiana"
)
_DIETS: Final = r"(?:vegetarian[oa]|vegan[oa]|pescetarian[oa]|onívor[oa]|omnívor[oa]|celíac[oa])"
_STATUS: Final = r"(?:casad[oa]|solteir[oa]|divorciad[oa]|viúv[oa]|separad[oa]|noiv[oa]|namorando)"
_KIN: Final = r"(?:irmã|irmão|mãe|pai|filha|filho|prima|primo|tia|tio|avó|avô|sobrinha|sobrinho|sogra|sogro|cunhada|cunhado|neta|neto)"
_PARTNER: Final = r"(?:marido|esposo|esposa|mulher|namorada|namorado|companheira|companheiro|noiva|noivo)"
_NAME: Final = r"(?P<o>(?-i:[A-ZÁÂÃÉÊÍÓÔÚ][a-záâãçéêíóôõú]+)(?:\s(?-i:[A-ZÁÂÃÉÊÍÓÔÚ][a-záâãçéêíóôõú]+)){0,2})"
_NAMED: Final = none_of(
    _TRADES,
    _TONGUES,
    _NATIONS,
    one_of(
        "áries touro gêmeos câncer leão virgem libra escorpião sagitário capricórnio aquário peixes solteiro solteira casado casada vegano vegana vegetariano vegetariana católico católica evangélico evangélica cristão cristã espírita ateu ateia flamengo corinthians palmeiras vascaíno tricolor"
    ),
)
_GAMES: Final = r"(?=(?:o\s+|a\s+)?(?:violão|guitarra|piano|violino|bateria|baixo|flauta|futebol|tênis|ténis|basquete|vôlei|xadrez|ioga|yoga|pilates|caratê|karaté|judô|judo|boxe|natação|dança|escalada|teatro|cerâmica|capoeira|surfe|corrida|ciclismo|acordeão|cavaquinho|ukulele|saxofone|teclado|handebol|andebol|padel|beach tennis|jiu-jitsu|muay thai|futsal|surf|musculação|crossfit|zumba|academia|artes marciais|violoncelo|trompete)\b)"

PORTUGUESE: Final = PlainLanguage(
    cue=pattern(r"\b(?:torço|corro|respond[ae]|responda|chame|fale|trate|escrev[ae]|evite|use|me|to|tô|curso|vou|dirijo|eu|me chamo|chamo-me|sou|moro|vivo|tenho|trabalho|estudo|falo|uso|meu|minha|nasci|prefiro|quero|estou|jogo|toco|odeio|gosto|adoro|faço|\w{2,}ei(?:-me)?|nos|vendi|sa[ií]|fui|fomos|já não|não|acab\w+ de|noss[oa]s?|morreu|fugiu|desculp\w+|perdão|esque[cç]\w+|vim|pedi|fiz|completei|me \w+|parei|\w{3,}(?:mos|di|ti)|adeus|foi|mudou|roubaram)\b"),
    openers=pattern(rf"(?:(?:e|mas|oi|olá|bom|sim|não(?=,)|então|aliás|também|agora|pois|na verdade|desculpa|desculpe|porque|como|já|atualmente|enfim|me enganei|enganei-me)(?:[,:]?\s+|[,:]))*{_WHEN}{{0,2}}(?:(?:eu|nós|agora|já)\s+)*(?:desde\s+[\wçãéíó ]{{2,20}},?\s+|em\s+[\wçã ]{{3,20}},\s+)?"),
    refused=pattern(r"^(?:se|imagina|imagine|suponha)\b|\bse eu\b|\b(?:disse|diz|dizem|contou|escreveu|perguntou) que\b|\btalvez\b|\bacho que\b|\bquem me dera\b|\bgostaria\b|\bqueria\b(?! dizer)|\bsonhei\b|\bn(?:o|um|este|esse) (?:filme|sonho|livro|romance|jogo)\b|\bn(?:a|uma) (?:novela|série|canção|história|música)\b|\bcomo se\b|\bserá que\b|\btomara\b|\boxalá\b|\b(?:diss\w+|diz\w*|pens\w+|acha\w*|acho|cont\w+|pergunt\w+|parec\w+|escrev\w+)(?::| que\b(?! (?:é|era)\b)| se\b)"),
    asks=pattern(r",\s+(?=(?:né|não é|certo)\s*\?|(?:e )?(?:você|vocês|tu|conhece\w*|sabe\w*|onde|qual|quais|como|o que|tem|alguma?|alguém|me indica|o senhor)\b)"),
    bygone=pattern(r"\b(?:em|quando|de) criança\b|\bquando (?:eu )?(?:era|tinha|éramos|estudava)\b|\bem pequen[oa]\b|\bna (?:minha )?(?:infância|juventude|escola)\b|\bhá (?:\d{2}|dez|quinze|vinte|trinta|muitos) anos\b(?! que)|\baos (?:\d|1\d|dez|quinze|dezoito)(?: anos)?\b"),
    brief=pattern(
        r"\baté (?:segunda|terça|quarta|quinta|sexta|sábado|domingo|amanhã|o|a|ao|dia)\b|\bpor (?:um|uma|uns|umas|dois|duas|três|\d+) (?:dia|semana|mês|mes|tempo|hora|ano|fim)\w*|\bdurante\b|\bàs? (?:\d|uma|duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze)\b|\b(?:ano|mês|semana) que vem\b|\bpróxim[oa]|\bamanhã\b|\bem breve\b|"
        r"\bde (?:férias|visita|passagem)\b|\bno (?:próximo )?(?:fim de semana|feriado)\b|\btemporariamente\b|\bprovisori\w+|\bquase\b"
    ),
    doubt=pattern(r"\b(?:não(?!,)|nunca|jamais|quase|se|nem|sem|por pouco|antes de)\b"),
    stop=pattern(r"[,;:.!?()\"«»\n]|\s(?:e (?:eu|meu|minha|não|moro|trabalho|tenho|sou|estou|a|o|nós|já|agora)|mas|porque|desde|até|embora|quando|que|onde|com|por|para|como|há|perto|em|no|na|num|numa|agora|também|todos|todas|todo|toda|cada|nas|nos|às|aos|muito|este|esta|nem|de novo|sem|três vezes|duas vezes|ontem|hoje|semana|mês|ano|este|esta|de vez|em vez|no lugar|ao invés|depois|e (?:fui|me|comprei)|mais|fluente|fluentemente|perfeitamente|aos fins|lol|kkk+)\b"),
    articles=pattern(r"(?:o|a|os|as|um|uma|uns|umas|meu|minha|meus|minhas|nosso|nossa)\s+"),
    frames=(
        PlainFrame(predicate="name", pattern=pattern(rf"(?:{_I}me chamo|chamo-me|{_MY} nome é|me chama de|pode me chamar de|podes chamar-me|me chame de|chame-me)\s+"), cut="name"),
        PlainFrame(predicate="name", pattern=pattern(rf"{_I}sou\s+(?:[oa]\s+)?{_NAME}(?=\s*(?:[,.!]|$)|\s+(?:e\s+(?:tenho|moro|vivo|sou|trabalho|estudo)|tenho|moro)\b)"), cut="given", check=_NAMED),
        PlainFrame(predicate="comes_from", pattern=pattern(rf"{_I}sou\s+(?:[oa]\s+)?(?-i:[A-ZÁÂÃÉÊÍÓÔÚ])[a-záâãçéêíóôõú]+,?\s+(?:de|do|da)\s+"), cut="place"),
        PlainFrame(predicate="instruction", pattern=pattern(_INSTRUCTION), cut="given"),
        PlainFrame(predicate="goal", pattern=pattern(rf"{_MY}\s+(?:grande\s+)?(?:objetivo|objectivo|meta|sonho|propósito)(?:\s+(?:para|de|em|pra)\s+(?:este|esse|o|20)\s?\w+(?:\s\w+)?)?\s+(?:é|e)\s+(?P<o>\w+(?:[aei]r|pôr)(?:-me)?\b(?:\s{_TO_DO})?){_WISH_END}"), cut="given"),
        PlainFrame(predicate="goal", pattern=pattern(rf"{_I}(?:quero|queremos|pretendo|planejo|tô\s+tentando|estou\s+tentando|estou\s+a\s+tentar)\s+(?P<o>{_WISHED}(?:{_TO_DO})?){_WISH_END}"), cut="given"),
        PlainFrame(predicate="birthday", pattern=pattern(rf"(?:{_MY} aniversário é|faço anos|{_I}nasci)\s+(?:no\s+)?(?:dia\s+|em\s+|a\s+)?(?P<o>\d{{1,2}}\s+de\s+[a-zç]+)"), cut="given"),
        PlainFrame(predicate="age", pattern=pattern(rf"{_I}(?:tenho|fiz|completei|acabei de (?:fazer|completar)|hoje faço)\s+{_NOW}(?P<o>\d{{1,3}})\s+anos(?!\s+de\b)"), cut="given"),
        PlainFrame(predicate="born_in", pattern=pattern(rf"{_I}nasci\s+{_IN}"), cut="place"),
        PlainFrame(predicate="comes_from", pattern=pattern(rf"{_I}(?:sou|venho)\s+(?:originalmente\s+)?(?:de|do|da|dos|das)\s+|{_I}cresci\s+{_IN}"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"{_NOW}{_I}(?:moro|vivo|moramos|vivemos|mora|resido|estou morando|tô morando|estou a viver)\s+(?:{_NOW}|sozinh[oa]\s+|com\s+[\wáâãçéêíóôõú ]{{2,25}}?\s+)(?:(?:num|em\s+um)\s+(?:apartamento|ap)\s+|(?:numa|em\s+uma)\s+casa\s+)?{_IN}(?:centro\s+(?:de|do)\s+)?"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"{_I}(?:{did_so('mudei', 'mudamos', 'mudar')}|(?<=gente\s)se mudou|{did('mudei', 'mudamos', 'mudar')}|(?:fui|fomos|vim|viemos|voltei|voltamos|acabei de (?:ir|vir))\s+(?:morar|viver))\s+(?:(?:de|do|da)\s+[\w-]+\s+)?(?:para|pra|pro|em|no|na)\s+(?:o\s+|a\s+)?"), cut="place", event=True),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"{_I}(?:morava|vivia|morei|vivi)\s+(?:antes\s+)?{_IN}"), cut="place", tense="past"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"{_I}(?:não (?:moro|moramos|vivo|vivemos) mais|já não (?:moro|moramos|vivo|vivemos)|(?:parei|deixei) de (?:morar|viver))\s+{_IN}"), cut="place", tense="past", act="end"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{_NOW}{_I}(?:trabalho|estou trabalhando|tô trabalhando|estou a trabalhar)\s+{_NOW}(?:em|no|na|nos|nas|num|numa|para a|para o|para|pra)\s+"), check=_WORKPLACE),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{_NOW}{_I}(?:sou|trabalho\s+como)\s+{_NOW}(?:uma?\s+)?{_TRADE}\b(?:\s+(?!(?:em|no|na)\b)[\wáâãçéêíóôõú]+){{0,3}}\s+(?:em|no|na|num|numa)\s+"), check=_WORKPLACE),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{_I}(?:(?:saí|larguei|deixei)\s+(?:da|do|de|a|o)|não\s+trabalho\s+mais\s+(?:na|no|em)|já\s+não\s+trabalho\s+(?:na|no|em))\s+{NO_APP}(?P<x>(?-i:[A-ZÁÂÃÉÊÍÓÔÚ])[\w&.-]+(?:\s(?-i:[A-Z])[\w&.-]+)?)(?:\s+e\s+(?:agora\s+|já\s+)?|,\s+(?:e\s+)?agora\s+)(?:estou|trabalho|tô)\s+(?:agora\s+)?(?:em|no|na)\s+"), check=new_employer, event=True),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{_I}(?:trabalhava|trabalhei)\s+(?:em|no|na|para)\s+"), check=employer, tense="past"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{_I}(?:{did('comecei', 'começamos', 'começar')}|(?:entrei|entramos)(?=\s+(?:a\s+trabalhar|para\s+(?:a|o))\b)|mudei de (?:emprego|trabalho|empresa)[,:;]?\s+(?:e\s+)?agora estou|fui (?:contratad[oa]|admitid[oa])|(?:arranjei|consegui) (?:um )?(?:emprego|trabalho))\s+(?:a trabalhar\s+)?(?:em|no|na|pela|pelo|por|para a|para o)\s+"), check=new_employer, event=True),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{_I}(?:saí|acabei de sair|me demiti|demiti-me|pedi demissão|não trabalho mais|já não trabalho|(?:parei|deixei) de trabalhar|fui (?:demitid[oa]|despedid[oa]|mandad[oa] embora))\s+(?:de|do|da|em|no|na|para a|para o|pela|pelo)\s+"), check=capital, tense="past", act="end"),
        PlainFrame(predicate="diet", pattern=pattern(rf"{_NOW}{_I}(?:sou|virei|tornei-me|me tornei|acabei de virar)\s+{_NOW}(?P<o>{_DIETS})\b"), cut="given"),
        PlainFrame(predicate="diet", pattern=pattern(rf"{_I}(?:não sou mais|já não sou|(?:deixei|parei) de ser)\s+(?P<o>{_DIETS})\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="diet", pattern=pattern(rf"{_I}(?:já\s+)?não\s+(?:como|bebo|tomo|consumo)\s+(?:mais\s+)?(?P<o>{_FOODS})\b(?![^.;!?]*\b(?:às|aos|hoje|antes|quando|noite|muito|muita|tanto|tanta)\b)"), cut="given", negated=True),
        PlainFrame(predicate="relationship_status", pattern=pattern(rf"{_I}(?:estou|tô|sou|fiquei|voltei\s+a\s+ser)\s+{_NOW}(?P<o>{_STATUS})\b"), cut="given"),
        PlainFrame(predicate="allergic_to", pattern=pattern(rf"{_I}(?:sou (?:muito )?alérgic[oa]|tenho alergia)\s+(?:a|à|ao|aos|às)\s+"), several=True, check=short),
        PlainFrame(predicate="allergic_to", pattern=pattern(rf"{_I}não sou alérgic[oa]\s+(?:a|à|ao|aos|às)\s+"), several=True, check=short, negated=True),
        PlainFrame(predicate="nationality", pattern=pattern(rf"{_I}sou\s+(?P<o>[a-zçãéíóêâ-]+)(?=$|[,.;!]|\s+(?:e|mas|de)\b)"), cut="given", check=_NATIONS),
        PlainFrame(predicate="occupation", pattern=pattern(rf"{_NOW}{_I}(?:sou|trabalho como|virei|tornei-me|me tornei|comecei como)\s+{_NOW}(?:um\s+|uma\s+)?"), check=_TRADES),
        PlainFrame(predicate="occupation", pattern=pattern(rf"{_I}(?:era|fui|trabalhava como)\s+(?:um\s+|uma\s+)?"), check=_TRADES, tense="past"),
        PlainFrame(predicate="occupation", pattern=pattern(rf"{_I}(?:já não sou|não sou mais|já não trabalho como|não trabalho mais como|(?:deixei|parei) de (?:ser|trabalhar como))\s+(?:um\s+|uma\s+)?"), check=_TRADES, tense="past", act="end"),
        PlainFrame(predicate="relationship_status", pattern=pattern(rf"{_I}(?:já não (?:estou|sou)|não (?:estou|sou) mais)\s+(?P<o>{_STATUS})\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="studies", pattern=pattern(rf"{_I}(?:(?:me\s+formei|formei-me|me\s+graduei|sou\s+(?:formad[oa]|licenciad[oa]|graduad[oa]))\s+em|estudei)\s+(?!em\b|no\b|na\b|muito\b|para\b|pra\b|pouco\b)"), check=_FIELDS, tense="past"),
        PlainFrame(predicate="studies", pattern=pattern(rf"{_NOW}{_I}(?:(?:estudo|estou estudando|tô estudando|curso)\s+{_YEAR}?|faço\s+(?:faculdade|mestrado|doutorado|graduação|licenciatura)\s+(?:de|em)\s+|(?:estou|tô)\s+(?:no|a\s+tirar)\s+{_YEAR})(?!em\b|no\b|na\b|muito\b|para\b|pra\b)"), check=small),
        PlainFrame(predicate="studies_at", pattern=pattern(rf"{_I}(?:estudo|faço\s+(?:faculdade|mestrado|doutorado))\s+(?:(?:de\s+|em\s+)?\w+\s+)?(?:na|no)\s+(?=(?-i:[A-Z])|universidade\s|usp\b|unicamp\b|ufrj\b|puc\b)"), check=short),
        PlainFrame(predicate="children", pattern=pattern(rf"{_I}(?:tenho|temos)\s+(?P<o>(?:um|uma|dois|duas|três|quatro|cinco|seis|\d)\s+(?:filh[oa]s?|crianças?|gêmeos|gémeos))\b"), cut="given"),
        PlainFrame(predicate="pet", pattern=pattern(rf"{_I}(?:tenho|temos|adotei|adotamos|acabei de adotar)\s+{_NOW}(?=(?:um|uma|dois|duas|três)\s)"), check=_ANIMALS),
        PlainFrame(predicate="pet", pattern=pattern(r"(?:[oa]\s+)?(?:meu|minha|nosso|nossa)\s+(?P<o>\w+)(?:\s+[A-Z]\w+)?\s+(?:morreu|faleceu|fugiu)\b"), cut="given", check=_ANIMALS, tense="past", act="end"),
        PlainFrame(predicate="owns", pattern=pattern(rf"{_NOW}{_I}(?:tenho|temos|{did('comprei', 'compramos', 'comprar')})\s+(?=(?:um|uma|meu|minha|dois|duas)\s)"), check=_GOODS),
        PlainFrame(predicate="owns", pattern=pattern(rf"{_I}{did('vendi', 'vendemos', 'vender')}\s+(?:(?:o|a)\s+)?(?:(?:meu|minha|nosso|nossa)\s+)?(?P<o>\w+)(?!\s+d[eoa]s?\b|\w)"), cut="given", check=_GOODS, tense="past", act="end"),
        PlainFrame(predicate="speaks", pattern=pattern(rf"{_I}(?:falo|estou aprendendo|tô aprendendo|aprendo|estou a aprender)\s+{_NOW}"), several=True, check=_TONGUES),
        PlainFrame(predicate="speaks", pattern=pattern(rf"{_I}não falo\s+"), several=True, check=_TONGUES, negated=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"{_NOW}{_I}(?:uso|utilizo|passei a usar|comecei a usar)\s+(?:o\s+|a\s+)?"), several=True, check=capital),
        PlainFrame(predicate="uses", pattern=pattern(rf"{_I}{did('troquei', 'trocamos', 'trocar')}\s+(?:o\s+|a\s+|do\s+|da\s+|de\s+|meu\s+|minha\s+)?(?P<x>[\w.+-]+(?:\s[\w.+-]+)?)\s+(?:pelo|pela|por um|por uma|por|para o|para a|para|pro|pra)\s+"), check=capital, event=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"{_I}(?:{did('mudei', 'mudamos', 'mudar')}|{did('passei', 'passamos', 'passar')}|{did('migrei', 'migramos', 'migrar')})\s+(?:do\s+|da\s+|de\s+|o\s+)?(?P<x>[\w.+-]+(?:\s[\w.+-]+)?)\s+(?:para o|para a|para|pro|pra)\s+"), check=tool, event=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"{_I}(?:não uso mais|já não uso|parei de usar|deixei de usar|desinstalei)\s+(?:o\s+|a\s+)?"), check=capital, tense="past", act="end"),
        PlainFrame(predicate="activity", pattern=pattern(rf"{_I}(?:toco|jogo|pratico|faço)\s+{_GAMES}"), check=short),
        PlainFrame(predicate="activity", pattern=pattern(rf"{_I}vou\s+(?:à|ao|na|no|pra|para\s+a|às)\s+(?P<o>{_GYM})\b{_OFTEN}"), cut="given"),
        PlainFrame(predicate="activity", pattern=pattern(rf"{_I}(?:vou|saio\s+(?:para|pra))\s+(?P<o>correr|nadar|caminhar|pedalar|dançar)\b{_OFTEN}"), cut="given"),
        PlainFrame(predicate="activity", pattern=pattern(rf"{_I}(?:larguei|parei|deixei|parei (?:de fazer|de jogar|de tocar|com)|não faço mais|não jogo mais|não toco mais|já não (?:faço|jogo|toco))\s+{_GAMES}"), check=short, tense="past", act="end"),
        PlainFrame(predicate="likes", pattern=pattern(rf"{_I}(?:gosto (?:muito\s+)?(?:de|do|da|dos|das)|adoro|amo|sou\s+(?:muito\s+)?(?:fã|viciad[oa]|apaixonad[oa]|torcedora?)\s+(?:de|do|da|em|no|na|por|pelo|pela)|torço\s+(?:pro|pra|pelo|pela|para\s+[oa]))\s+(?!que\b|teu\b|seu\b|a ideia\b|você\b|te\b)"), several=True, check=short),
        PlainFrame(predicate="likes", pattern=pattern(rf"{_I}(?:não gosto (?!mais\b)(?:de|do|da|dos|das)|odeio|detesto|não suporto)\s+(?!que\b)"), several=True, check=short, negated=True),
        PlainFrame(predicate="likes", pattern=pattern(rf"{_I}(?:já não gosto|não gosto mais|(?:deixei|parei) de gostar) (?:de|do|da|dos|das)\s+(?!que\b)"), check=short, tense="past", act="end"),
        PlainFrame(predicate="activity", pattern=pattern(rf"{_I}(?:parei|deixei|acabei de parar) de (?P<o>fumar|beber|correr|nadar|dançar|cantar|pintar|escalar|surfar|pedalar)\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="favorite", pattern=pattern(rf"{_MY}\s+(?P<k>[a-zçãéíó]+)\s+(?:favorit[oa]|preferid[oa])\s+é\s+(?:agora\s+)?"), check=short),
        PlainFrame(predicate="prefers", pattern=pattern(rf"{_I}gosto\s+mais\s+(?:de|do|da|dos|das)\s+(?=[\wáâãçéêíóôõú ]{{2,25}}\s+(?:do\s+)?que\b)"), check=short, stop=_THAN),
        PlainFrame(predicate="prefers", pattern=pattern(rf"{_I}prefiro\s+(?!que\b|não\b)"), check=short),
        PlainFrame(predicate="partner", pattern=pattern(rf"{_MY}\s+(?P<k>{_PARTNER})\s+(?:se chama|chama-se|é)\s+(?:agora\s+)?(?:o\s+|a\s+)?"), cut="name"),
        PlainFrame(predicate="relative", pattern=pattern(rf"{_MY}\s+(?P<k>{_KIN})(?:\s+mais\s+(?:velh[oa]|nov[oa]))?,?\s+(?:[oa]\s+)?{_NAME}(?=,?\s+(?:tem|mora|vive|é|trabalha|estuda|está|fez)\s)"), cut="given"),
        PlainFrame(predicate="partner", pattern=pattern(rf"{_MY}\s+(?P<k>{_PARTNER}),?\s+(?:[oa]\s+)?{_NAME}(?=,?\s+(?:tem|mora|vive|é|trabalha|estuda|está|fez)\s)"), cut="given"),
        PlainFrame(predicate="age", pattern=pattern(rf"{_I}sou\s+(?:[oa]\s+)?(?-i:[A-ZÁÂÃÉÊÍÓÔÚ])[a-záâãçéêíóôõú]+,\s+(?P<o>\d\d)\s+anos\b"), cut="given"),
        PlainFrame(predicate="out_of_work", pattern=pattern(rf"{_I}(?:estou|tô|fiquei)\s+{_NOW}(?P<o>desempregad[oa]|no\s+desemprego|sem\s+(?:emprego|trabalho))(?=\s*(?:[.,;!]|$)|\s+(?:e|desde|mas|há|faz)\b)"), cut="given"),
        PlainFrame(predicate="relative", pattern=pattern(rf"{_I}tenho\s+uma?\s+(?P<k>{_KIN})(?:\s+(?:mais\s+(?:velh[oa]|nov[oa])|gême[oa]|géme[oa]|caçula))?(?:\s+(?:que\s+se\s+chama|chamad[oa])|,)\s+(?:o\s+|a\s+)?"), cut="name"),
        PlainFrame(predicate="pet", pattern=pattern(r"(?:[oa]\s+)?(?:meu|minha|nosso|nossa)\s+(?:cachorr[oa]|cão|cadela|gat[oa]|coelh[oa]|papagaio|cavalo|hamster|tartaruga)\s+(?:se\s+chama|chama-se)\s+"), cut="name"),
        PlainFrame(predicate="owns", pattern=pattern(rf"{_I}(?:dirijo|conduzo)\s+(?=uma?\s)"), check=short),
        PlainFrame(predicate="relative", pattern=pattern(rf"{_MY}\s+(?P<k>{_KIN})\s+(?:se chama|chama-se|é)\s+(?:o\s+|a\s+)?"), cut="name"),
        PlainFrame(predicate="health", pattern=pattern(rf"{_I}(?:tenho|sofro (?:de|com)|fui diagnosticad[oa] com)\s+(?:uma?\s+|a\s+)?(?={_ILLNESS}(?!\w))"), several=True, check=short),
        PlainFrame(predicate="health", pattern=pattern(rf"{_NOW}{_I}sou\s+{_NOW}(?P<o>{_ILL})\b"), cut="given"),
        PlainFrame(predicate="member_of", pattern=pattern(rf"{_I}(?:sou membro|sou sócio|sou sócia|faço parte|entrei|canto|toco|jogo)\s+(?:de|do|da|num|numa|em|no|na)\s+(?=(?:um|uma|o|a)?\s*(?:\w+\s+)?(?:clube|coral|coro|time|equipa|grupo|associação|banda|orquestra))"), check=short),
    ),
    over=OVER,
    back=BACK,
)  # fmt: skip
