"""
Everyday statements of Spanish, French, German and Portuguese as they are typed, and what only looks like one.

A line of a table: what is said ``=>`` what is read of it, in order: predicate, ``!`` where denied, ``-`` where over,
its key in brackets, its object.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mnemic.form import Candidate, Context, Turn, extract

SAID = datetime(2024, 5, 20, 9, tzinfo=UTC)

STATED = """
buenas, me llamo rocio y tengo 33 años => name: rocio; age: 33
Soy Marta, de Burgos. => name: Marta; comes_from: Burgos
vivo en cadiz con mis padres => lives_in: cadiz
Soy profesora de música en el Colegio Cervantes. => occupation: profesora de música; works_at: Colegio Cervantes
trabajo en una panadería => works_at: panadería
estoy en tercero de biología => studies: biología
tengo un hermano pequeño que se llama Nico => relative[hermano]: Nico
nuestra gata se llama Misi => pet: Misi
Tengo un Toyota Corolla. => owns: Toyota Corolla
soy alergica al polen y a los gatos => allergic_to: polen; allergic_to: gatos
soy intolerante a la lactosa => health: intolerante a la lactosa
no bebo alcohol => diet!: alcohol
Hablo gallego, portugués y algo de ruso. => speaks: gallego; speaks: portugués; speaks: ruso
Me gustan más los libros que las películas. => prefers: libros
quiero ahorrar para un viaje a Japón, pero me cuesta => goal: ahorrar para un viaje a Japón
Mi meta es leer veinte libros. => goal: leer veinte libros
voy a la piscina dos veces por semana => activity: piscina
contéstame en inglés siempre => instruction: contéstame en inglés siempre
no me trates de usted => instruction: no me trates de usted
Dejé Indra y ahora trabajo en Repsol. => works_at-: Indra; works_at: Repsol
estoy desempleada desde enero => out_of_work: desempleada
vivo con mi abuela en Soria => lives_in: Soria
Me licencié en filosofía. => studies: filosofía
mi hermano Raúl trabaja en Lugo => relative[hermano]: Raúl
toco en una banda => member_of: banda
Soy Nuria, 41 años, de Huesca. => name: Nuria; age: 41; comes_from: Huesca
tengo artritis y uso bastón => health: artritis
moi c'est Inès, j'ai 26 ans => name: Inès; age: 26
j'habite a grenoble => lives_in: grenoble
Je suis comptable chez Danone. => occupation: comptable; works_at: Danone
je bosse chez lidl => works_at: lidl
je suis étudiante en pharmacie à Tours => occupation: étudiante; studies: pharmacie
J'ai une grande sœur qui s'appelle Lola. => relative[sœur]: Lola
j'ai une Renault Twingo => owns: Renault Twingo
je mange pas de viande => diet!: viande
j'aime pas le chou => likes!: chou
J'adore le ski et l'escalade. => likes: ski; likes: escalade
je parle breton et italien => speaks: breton; speaks: italien
Je suis asthmatique. => health: asthmatique
Mon but est d'acheter un bateau. => goal: acheter un bateau
je veux perdre 8 kilos => goal: perdre 8 kilos
tutoie-moi stp => instruction: tutoie-moi
n'utilise pas de jargon => instruction: n'utilise pas de jargon
je vais à la piscine tous les samedis => activity: piscine
J'ai quitté Orange et je suis chez Free. => works_at-: Orange; works_at: Free
je vis seule à Nancy => lives_in: Nancy
je suis sans emploi => out_of_work: sans emploi
ma cousine Élise habite à Rome => relative[cousine]: Élise
je bosse comme caissier le samedi => occupation: caissier
ich bin Paula, 31, aus Bremen => name: Paula; age: 31; comes_from: Bremen
ich wohn in koeln => lives_in: koeln
ich arbeite bei aldi => works_at: aldi
Ich bin Buchhalterin bei Henkel. => occupation: Buchhalterin; works_at: Henkel
ich bin lehrerin und komme aus Ulm => occupation: lehrerin; comes_from: Ulm
Ich bin geschieden und habe drei Kinder. => relationship_status: geschieden; children: drei Kinder
hab ne katze => pet: katze
ich fahr nen Opel Corsa => owns: Opel Corsa
hab heuschnupfen => health: heuschnupfen
ich trinke keinen alkohol => diet!: alkohol
Ich mag Katzen und Hunde. => likes: Katzen; likes: Hunde
Ich spreche Polnisch und Englisch. => speaks: Polnisch; speaks: Englisch
ich geh jeden dienstag klettern => activity: klettern
ich esse lieber Reis als Nudeln => prefers: Reis
Ich will 5 Kilo abnehmen. => goal: 5 Kilo abnehmen
Mein Geburtstag ist am 7. August. => birthday: 7. August
schreib mir bitte keine langen antworten => instruction: schreib mir bitte keine langen antworten
ich lese am liebsten Romane => likes: Romane
ich singe in einem Chor => member_of: Chor
mein Bruder Paul studiert in Rom => relative[bruder]: Paul
ich bin arbeitssuchend => out_of_work: arbeitssuchend
hab ne pollenallergie => allergic_to: pollen
oi, me chamo vitor => name: vitor
Sou a Inês, de Coimbra. => name: Inês; comes_from: Coimbra
moro em joao pessoa => lives_in: joao pessoa
nao moro mais em Recife => lives_in-: Recife
Sou analista de dados no Itaú. => occupation: analista de dados; works_at: Itaú
trabalho numa padaria => works_at: padaria
tenho um irmão mais velho, o Caio => relative[irmão]: Caio
tenho um Chevrolet Onix => owns: Chevrolet Onix
sou diabetica => health: diabetica
nao como peixe => diet!: peixe
Falo inglês e francês. => speaks: inglês; speaks: francês
moro sozinha em Faro => lives_in: Faro
estou desempregada => out_of_work: desempregada
minha irmã Lia estuda em Braga => relative[irmã]: Lia
torço pelo Benfica => likes: Benfica
gosto mais de praia do que de campo => prefers: praia
quero aprender italiano => goal: aprender italiano
vou na academia toda segunda => activity: academia
fale comigo sempre em inglês => instruction: fale comigo sempre em inglês
Saí da Oi e agora estou na Tim. => works_at-: Oi; works_at: Tim
"""

NOT_STATED = """
me llamo así por mi tía
Soy Capricornio.
trabajo en Granada
mi prima vive en cuenca
cuando me mude a Vigo te cuento
quiero correr este programa en mi ordenador
no quiero adelgazar
mi objetivo es que me suban el sueldo
responde en francés: ¿qué hora es?
no pongas emojis en este correo
voy al gimnasio luego
no como carne los lunes
mi vecino está en paro
me separé del grupo en la excursión
estudié el manual ayer
je suis pas prof
j'ai étudié le dossier
je travaille à Nice
je bosse chez moi
je veux ouvrir un fichier
je mange pas beaucoup
j'aime bien
ich bin nicht diabetiker
ich arbeite bei regen
ich arbeite in Köln
ich esse heute kein Fleisch
ich höre gern auf dich
mein Onkel ist arbeitslos
ich will wissen, wie man spart
schreib keine lange mail an meine chefin
meine tante wohnt in bonn
trabalho em Faro
se eu morasse em santos
quase me mudei para Lisboa
nao tenho asma
não use gírias neste texto
quero abrir uma conta
minha tia e Ana foram embora
"""


def read(said: str) -> str:
    """Return what is read of *said*, as the tables write it."""
    turn = Turn(said, speaker="Ana", role="user", occurred_at=SAID)
    return "; ".join(_line(each) for each in extract(turn, Context(user="ana")))


def _line(each: Candidate) -> str:
    mark = "!" if each.polarity == "negated" else "-" if each.act == "end" else ""
    key = f"[{each.key}]" if each.key else ""
    return f"{each.predicate}{mark}{key}: {each.object}"


@pytest.mark.parametrize("line", STATED.strip().splitlines())
def test_an_everyday_statement_is_read(line: str) -> None:
    said, _, wanted = line.partition(" => ")
    assert read(said) == wanted


@pytest.mark.parametrize("said", NOT_STATED.strip().splitlines())
def test_what_only_looks_like_a_statement_is_none(said: str) -> None:
    assert read(said) == ""
