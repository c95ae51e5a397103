"""
Changes as they are told in Spanish, French, German and Portuguese, and what only looks like one.

A line of a table: what is said; the fact that is known; after ``=>`` what becomes of it: ``-``, it is over, else what holds
instead. Lines without ``=>`` change nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from mnemic.form import Candidate, Context, Known, Turn, extract

SAID = datetime(2024, 5, 20, 9, tzinfo=UTC)

SPANISH = """
deje de trabajar en Indra | works_at: Indra => -
me mude a Toledo en marzo | lives_in: Madrid => Toledo
ya no soy medica | occupation: médica => -
Ya no trabajo en Indra, ahora estoy en Repsol. | works_at: Indra => Repsol
perdon, tengo 41 no 14 | age: 14 => 41
perdón, vivo en Murcia, no Madrid | lives_in: Madrid => Murcia
me acabo de separar | relationship_status: casado => -
Dejé la carrera de física. | studies: física => -
Me he mudado a Sevilla. | lives_in: Madrid => Sevilla
Por fin nos hemos ido a vivir a Gijón, qué alegría. | lives_in: Madrid => Gijón
Acabo de mudarme a Granada. | lives_in: Madrid => Granada
Ahora vivo en Cádiz. | lives_in: Madrid => Cádiz
Dejé Madrid por Málaga. | lives_in: Madrid => Málaga
El mes pasado me trasladé de Madrid a Burgos. | lives_in: Madrid => Burgos
Me he mudado a Bilbao, ¿conoces algún bar por aquí? | lives_in: Madrid => Bilbao
Ya no vivimos en Madrid. | lives_in: Madrid => -
Dejé de trabajar en Indra. | works_at: Indra => -
Ya no trabajo para Indra. | works_at: Indra => -
Me despidieron de Indra la semana pasada. | works_at: Indra => -
Me han despedido. | works_at: Indra => -
He dejado mi trabajo. | works_at: Indra => -
Renuncié a mi puesto ayer. | works_at: Indra => -
Empecé en Repsol el lunes. | works_at: Indra => Repsol
Ahora trabajo en Repsol. | works_at: Indra => Repsol
Me ha fichado Repsol, empiezo ya. | works_at: Indra => Repsol
Me cambié de Indra a Repsol. | works_at: Indra => Repsol
Ahora soy profesora, quién lo diría. | occupation: enfermera => profesora
Me he hecho panadero. | occupation: contable => panadero
Ya no soy enfermera. | occupation: enfermera => -
Me jubilé en marzo. | works_at: Indra => -
Dejé de fumar hace dos meses. | activity: fumar => -
He dejado el yoga. | activity: yoga => -
Ya no juego al tenis. | activity: tenis => -
Ya no me gusta el café. | likes: café => -
Me he cansado del reguetón. | likes: reguetón => -
Ya no soporto el café. | likes: café => -
Me hice vegana en enero. | diet: vegetariana => vegana
He dejado de ser vegetariana. | diet: vegetariana => -
Vendí la moto. | owns: moto => -
Hemos vendido el coche porque no lo usábamos. | owns: coche => -
Me robaron la bici. | owns: bici => -
Cambié el Spotify por Tidal. | uses: Spotify => Tidal
Me he pasado de Windows a Linux. | uses: Windows => Linux
He dejado de usar Evernote. | uses: Evernote => -
Ahora uso Firefox en vez de Chrome. | uses: Chrome => Firefox
Se nos murió el perro. | pet: perro => -
Rex murió ayer. | pet: perro llamado Rex => -
Tuvimos que sacrificar a la gata. | pet: gata => -
Lo he dejado con Marta. | partner: Marta (novia) => -
Rompí con mi novio. | partner: Pablo (novio) => -
Marta y yo nos hemos separado. | partner: Marta (mujer) => -
Acabamos de divorciarnos. | relationship_status: casada => -
Ya no estoy soltera. | relationship_status: soltera => -
Me casé en junio. | relationship_status: soltero => -
Acabo de cumplir 30. | age: 29 => 30
Hoy cumplo 41 años. | age: 40 => 41
Por fin terminé la carrera de biología. | studies: biología => -
Dejé la carrera. | studies: derecho => -
Ya no soy alérgica al polen. | allergic_to: polen => -
Me salí del coro. | member_of: coro => -
Se me quitó el insomnio. | health: insomnio => -
Ahora mi color favorito es el verde. | favorite: azul (color) => verde
Perdón, quería decir Murcia, no Madrid. | lives_in: Madrid => Murcia
No Madrid, sino Mérida. | lives_in: Madrid => Mérida
Me equivoqué, tengo 34 años. | age: 43 => 34
Olvida lo que dije de Madrid. | lives_in: Madrid => -
Olvida lo que te dije sobre mi trabajo. | works_at: Indra => -
Lo de Indra no es verdad. | works_at: Indra => -
"""
NOT_SPANISH = """
quedan 3 no 4 | age: 4
mi sobrino tiene 3, no 4 | age: 4
mi prima ya no trabaja en Indra, ahora está en Repsol | works_at: Indra
Voy a mudarme a Sevilla. | lives_in: Madrid
Quiero dejar Madrid. | lives_in: Madrid
Me mudaría a Sevilla mañana mismo. | lives_in: Madrid
Si me mudo a Sevilla, te aviso. | lives_in: Madrid
¿Me he mudado demasiado pronto a Sevilla? | lives_in: Madrid
Nos mudamos a Sevilla el año que viene. | lives_in: Madrid
Mi hermana se ha mudado a Sevilla. | lives_in: Madrid
Estoy en Sevilla hasta el viernes. | lives_in: Madrid
Me he ido a Sevilla por el puente. | lives_in: Madrid
De pequeña vivía en Sevilla. | lives_in: Madrid
Soñé que me mudé a París. | lives_in: Madrid
Casi me mudo a Sevilla. | lives_in: Madrid
Ojalá viviera en Sevilla. | lives_in: Madrid
He dejado Madrid un par de días. | lives_in: Madrid
No he dejado Indra. | works_at: Indra
Casi dejo Indra el año pasado. | works_at: Indra
Estoy pensando en dejar Indra. | works_at: Indra
Mi jefe dejó Indra. | works_at: Indra
Me iré de Indra algún día. | works_at: Indra
Si me despiden, monto un bar. | works_at: Indra
A mi compañera la despidieron de Indra. | works_at: Indra
No me han despedido. | works_at: Indra
Ayer salí de Indra a las siete. | works_at: Indra
Todavía no he dejado el yoga. | activity: yoga
Esta semana no he ido a yoga. | activity: yoga
Mi marido ha dejado el yoga. | activity: yoga
Quiero dejar de fumar. | activity: fumar
No he vendido la moto. | owns: moto
Voy a vender la moto. | owns: moto
Vendí la moto de mi tío. | owns: moto
Vendí las ruedas de la moto. | owns: moto
Mi vecino vendió la moto. | owns: moto
Casi vendí la moto. | owns: moto
El perro de la vecina murió. | pet: perro
Cuando era niño se nos murió el perro. | pet: perro
Su perro murió. | pet: perro
Estuvimos a punto de divorciarnos. | relationship_status: casada
Mi hermano se ha divorciado. | relationship_status: casada
Discutí con Marta pero seguimos juntos. | partner: Marta (novia)
Voy a cumplir 30 en octubre. | age: 29
Mi hija acaba de cumplir 30. | age: 52
«Ya no vivo en Madrid», decía la canción. | lives_in: Madrid
Tal vez me pase a Linux. | uses: Windows
¿Vale la pena cambiar el Spotify por Tidal? | uses: Spotify
He dejado el Spotify abierto. | uses: Spotify
Perdón por el retraso, ya estoy en Madrid. | lives_in: Madrid
No olvides lo que dije de Madrid. | lives_in: Madrid
Perdón, quería decir algo más. | lives_in: Madrid
Me gusta Madrid, no Barcelona. | lives_in: Madrid
"""
FRENCH = """
j'ai demenage a Angers | lives_in: Paris => Angers
je me suis mariee hier | relationship_status: célibataire => -
pardon, 41 pas 14 | age: 14 => 41
j'ai arreté mes études de chimie | studies: chimie => -
J'ai déménagé à Bordeaux. | lives_in: Lyon => Bordeaux
Je viens d'emménager à Lille. | lives_in: Lyon => Lille
J'ai quitté Lyon pour Marseille. | lives_in: Lyon => Marseille
On est partis vivre à Rennes cet été. | lives_in: Lyon => Rennes
J'habite maintenant à Nantes. | lives_in: Lyon => Nantes
Ça y est, j'ai déménagé à Brest ! | lives_in: Lyon => Brest
J'ai déménagé à Toulouse, tu connais un bon resto ? | lives_in: Lyon => Toulouse
Je n'habite plus à Lyon. | lives_in: Lyon => -
J'ai démissionné de chez Orange. | works_at: Orange => -
J'ai démissionné. | works_at: Orange => -
Je ne travaille plus chez Orange. | works_at: Orange => -
Je bosse plus chez Orange. | works_at: Orange => -
J'ai été licenciée le mois dernier. | works_at: Orange => -
Je me suis fait virer. | works_at: Orange => -
J'ai quitté mon boulot. | works_at: Orange => -
J'ai commencé chez Thales lundi. | works_at: Orange => Thales
Maintenant je travaille chez Thales. | works_at: Orange => Thales
Je suis passé d'Orange à Thales. | works_at: Orange => Thales
J'ai été embauchée chez Thales. | works_at: Orange => Thales
Je suis devenue institutrice. | occupation: infirmière => institutrice
Je ne suis plus infirmière. | occupation: infirmière => -
Je viens de prendre ma retraite. | works_at: Orange => -
J'ai arrêté de fumer. | activity: fumer => -
J'ai arrêté le judo. | activity: judo => -
Je ne fais plus de yoga. | activity: yoga => -
J'ai laissé tomber la guitare l'an dernier. | activity: guitare => -
Je n'aime plus le café. | likes: café => -
Je me suis lassée du jazz. | likes: jazz => -
Je ne supporte plus le café. | likes: café => -
Je suis devenue végane. | diet: végétarienne => végane
Je ne suis plus végétarienne. | diet: végétarienne => -
J'ai vendu la voiture. | owns: voiture => -
On a vendu notre caravane en mai. | owns: caravane => -
On m'a volé mon vélo. | owns: vélo => -
Je suis passée de Windows à Linux. | uses: Windows => Linux
J'ai remplacé Chrome par Firefox. | uses: Chrome => Firefox
J'ai troqué mon iPhone contre un Fairphone. | uses: iPhone => Fairphone
J'ai arrêté d'utiliser Evernote. | uses: Evernote => -
Je ne me sers plus de Slack. | uses: Slack => -
J'ai désinstallé Slack. | uses: Slack => -
Notre chien est mort hier. | pet: chien => -
Filou est mort. | pet: chien, Filou => -
On a dû faire piquer le chat. | pet: chat => -
J'ai rompu avec Julien. | partner: Julien (copain) => -
Julien et moi, c'est fini. | partner: Julien (copain) => -
Mon copain m'a quittée. | partner: Julien (copain) => -
On s'est séparés, Julien et moi. | partner: Julien (mari) => -
Je viens de divorcer. | relationship_status: mariée => -
Je ne suis plus célibataire. | relationship_status: célibataire => -
Je viens d'avoir 30 ans. | age: 29 => 30
J'ai fêté mes 40 ans samedi. | age: 39 => 40
J'ai fini mes études de droit. | studies: droit => -
J'ai quitté la chorale. | member_of: chorale => -
Je ne suis plus allergique au pollen. | allergic_to: pollen => -
Pardon, je voulais dire Lille, pas Lyon. | lives_in: Lyon => Lille
Désolée, c'est Dijon, pas Lyon. | lives_in: Lyon => Dijon
Je me suis trompé, j'ai 34 ans. | age: 43 => 34
Oublie ce que j'ai dit sur Lyon. | lives_in: Lyon => -
Oublie ce que je t'ai dit à propos d'Orange. | works_at: Orange => -
"""
NOT_FRENCH = """
Je vais déménager à Bordeaux. | lives_in: Lyon
Je veux quitter Lyon. | lives_in: Lyon
J'aimerais vivre à Bordeaux. | lives_in: Lyon
Si je déménage à Bordeaux, je te dis. | lives_in: Lyon
Est-ce que j'ai quitté Lyon trop tôt ? | lives_in: Lyon
Je n'ai pas quitté Lyon. | lives_in: Lyon
J'ai failli déménager à Bordeaux. | lives_in: Lyon
J'ai presque quitté Lyon. | lives_in: Lyon
Ma sœur a déménagé à Bordeaux. | lives_in: Lyon
Je suis à Bordeaux jusqu'à vendredi. | lives_in: Lyon
J'ai quitté Lyon pour le week-end. | lives_in: Lyon
J'ai quitté Lyon ce matin, retour dimanche. | lives_in: Lyon
Petite, j'habitais à Bordeaux. | lives_in: Lyon
J'ai rêvé que j'ai déménagé à Bordeaux. | lives_in: Lyon
Je n'ai pas démissionné. | works_at: Orange
Je pense démissionner. | works_at: Orange
Ma collègue a démissionné. | works_at: Orange
Si j'avais démissionné, je serais libre. | works_at: Orange
J'ai quitté Orange à 18 h hier. | works_at: Orange
J'ai quitté le bureau à cinq heures. | works_at: Orange
Mon frère ne travaille plus chez Orange. | works_at: Orange
J'ai failli me faire virer. | works_at: Orange
Je n'ai jamais arrêté le judo. | activity: judo
Je n'ai pas fait de yoga cette semaine. | activity: yoga
Je vais arrêter le judo. | activity: judo
J'ai arrêté le judo pendant un mois. | activity: judo
Je n'ai pas vendu la voiture. | owns: voiture
J'ai vendu la voiture de mon père. | owns: voiture
Mon voisin a vendu sa voiture. | owns: voiture
Je vais vendre la voiture. | owns: voiture
J'aurais vendu la voiture. | owns: voiture
Le chien de la voisine est mort. | pet: chien
Quand j'étais petite, notre chien est mort. | pet: chien
Son chien est mort. | pet: chien
Dans le film, le chien est mort. | pet: chien
On a failli divorcer. | relationship_status: mariée
Mes parents ont divorcé. | relationship_status: mariée
Je me suis disputée avec Julien. | partner: Julien (copain)
Mon copain m'a quittée des yeux. | partner: Julien (copain)
Je vais avoir 30 ans en octobre. | age: 29
Ma fille vient d'avoir 30 ans. | age: 52
« Je n'habite plus à Lyon », disait la chanson. | lives_in: Lyon
Je passerai peut-être de Windows à Linux. | uses: Windows
Ça vaut le coup de remplacer Chrome par Firefox ? | uses: Chrome
Tu devrais passer de Windows à Linux. | uses: Windows
Pardon pour le retard, je suis à Lyon. | lives_in: Lyon
N'oublie pas ce que j'ai dit sur Lyon. | lives_in: Lyon
Pardon, je voulais dire autre chose. | lives_in: Lyon
J'aime Lyon, pas Paris. | lives_in: Lyon
"""
GERMAN = """
hab gestern geheiratet | relationship_status: single => -
sorry, 41 nicht 14 | age: 14 => 41
wir sind nach Muenster gezogen | lives_in: Berlin => Muenster
Ich bin nach Hamburg gezogen. | lives_in: Berlin => Hamburg
Ich bin letzten Monat von Berlin nach Kiel umgezogen. | lives_in: Berlin => Kiel
Wir wohnen jetzt in Bremen. | lives_in: Berlin => Bremen
Wohne jetzt in Leipzig. | lives_in: Berlin => Leipzig
Seit Mai lebe ich in Dresden. | lives_in: Berlin => Dresden
Endlich bin ich nach Köln gezogen! | lives_in: Berlin => Köln
Wir sind nach Ulm gezogen, kennst du da ein gutes Café? | lives_in: Berlin => Ulm
Ich wohne nicht mehr in Berlin. | lives_in: Berlin => -
Ich habe Berlin verlassen. | lives_in: Berlin => -
Bin aus Berlin weggezogen. | lives_in: Berlin => -
Ich habe bei Bosch gekündigt. | works_at: Bosch => -
Ich habe meinen Job gekündigt. | works_at: Bosch => -
Gestern habe ich gekündigt. | works_at: Bosch => -
Ich arbeite nicht mehr bei Bosch. | works_at: Bosch => -
Ich bin nicht mehr bei Bosch. | works_at: Bosch => -
Mir wurde gekündigt. | works_at: Bosch => -
Ich wurde bei Bosch entlassen. | works_at: Bosch => -
Ich habe bei Siemens angefangen. | works_at: Bosch => Siemens
Ich bin jetzt bei Siemens. | works_at: Bosch => Siemens
Seit Montag arbeite ich bei Siemens. | works_at: Bosch => Siemens
Ich bin von Bosch zu Siemens gewechselt. | works_at: Bosch => Siemens
Ich bin jetzt Lehrerin. | occupation: Köchin => Lehrerin
Ich arbeite nicht mehr als Köchin. | occupation: Köchin => -
Ich bin in Rente gegangen. | works_at: Bosch => -
Ich habe mit dem Rauchen aufgehört. | activity: Rauchen => -
Ich habe mit Yoga aufgehört. | activity: Yoga => -
Ich spiele kein Tennis mehr. | activity: Tennis => -
Mit dem Klettern habe ich aufgehört. | activity: Klettern => -
Ich mag Kaffee nicht mehr. | likes: Kaffee => -
Ich mag keinen Kaffee mehr. | likes: Kaffee => -
Jazz gefällt mir nicht mehr. | likes: Jazz => -
Ich bin jetzt vegan. | diet: vegetarisch => vegan
Ich bin Veganerin geworden. | diet: Vegetarierin => Veganerin
Ich bin keine Vegetarierin mehr. | diet: Vegetarierin => -
Ich habe mein Auto verkauft. | owns: Auto => -
Letzte Woche haben wir das Boot verkauft. | owns: Boot => -
Mir wurde das Fahrrad geklaut. | owns: Fahrrad => -
Ich bin von Windows auf Linux umgestiegen. | uses: Windows => Linux
Ich habe Spotify durch Tidal ersetzt. | uses: Spotify => Tidal
Ich habe mein iPhone gegen ein Fairphone getauscht. | uses: iPhone => Fairphone
Ich nutze Evernote nicht mehr. | uses: Evernote => -
Ich benutze jetzt Firefox statt Chrome. | uses: Chrome => Firefox
Ich habe Slack gelöscht. | uses: Slack => -
Unser Hund ist gestorben. | pet: Hund => -
Rex ist gestern gestorben. | pet: Hund namens Rex => -
Wir mussten die Katze einschläfern lassen. | pet: Katze => -
Ich habe mich von Jonas getrennt. | partner: Jonas (Freund) => -
Jonas und ich haben uns getrennt. | partner: Jonas (Freund) => -
Mit Jonas ist Schluss. | partner: Jonas (Freund) => -
Ich habe mit Jonas Schluss gemacht. | partner: Jonas (Freund) => -
Ich bin frisch geschieden. | relationship_status: verheiratet => geschieden
Wir haben uns scheiden lassen. | relationship_status: verheiratet => -
Ich bin nicht mehr Single. | relationship_status: Single => -
Ich bin gerade 30 geworden. | age: 29 => 30
Gestern bin ich 41 geworden. | age: 40 => 41
Ich habe mein Studium abgeschlossen. | studies: Biologie => -
Ich bin aus dem Chor ausgetreten. | member_of: Chor => -
Ich bin nicht mehr allergisch gegen Pollen. | allergic_to: Pollen => -
Entschuldigung, ich meinte Bonn, nicht Berlin. | lives_in: Berlin => Bonn
Sorry, ich wollte Bonn sagen. | lives_in: Berlin => Bonn
Nicht Berlin, sondern Bernau. | lives_in: Berlin => Bernau
Vergiss, was ich über Berlin gesagt habe. | lives_in: Berlin => -
Vergiss bitte, was ich zu Bosch gesagt habe. | works_at: Bosch => -
"""
NOT_GERMAN = """
hab gehört, Tom hat geheiratet | relationship_status: ledig
Ich werde nach Hamburg ziehen. | lives_in: Berlin
Ich will nach Hamburg ziehen. | lives_in: Berlin
Ich ziehe nächstes Jahr nach Hamburg. | lives_in: Berlin
Ich würde gern in Hamburg wohnen. | lives_in: Berlin
Wenn ich nach Hamburg gezogen bin, melde ich mich. | lives_in: Berlin
Bin ich zu früh nach Hamburg gezogen? | lives_in: Berlin
Meine Schwester ist nach Hamburg gezogen. | lives_in: Berlin
Ich bin bis Freitag in Hamburg. | lives_in: Berlin
Ich bin fast nach Hamburg gezogen. | lives_in: Berlin
Ich bin nicht nach Hamburg gezogen. | lives_in: Berlin
Ich habe geträumt, ich bin nach Hamburg gezogen. | lives_in: Berlin
Als Kind habe ich in Hamburg gewohnt. | lives_in: Berlin
Ich habe Berlin übers Wochenende verlassen. | lives_in: Berlin
Ich wohne gerade für zwei Wochen in Hamburg bei Freunden. | lives_in: Berlin
Ich habe nicht gekündigt. | works_at: Bosch
Ich habe bei Bosch nicht gekündigt. | works_at: Bosch
Ich habe fast bei Bosch gekündigt. | works_at: Bosch
Ich habe überlegt zu kündigen. | works_at: Bosch
Mein Kollege hat bei Bosch gekündigt. | works_at: Bosch
Wenn ich gekündigt hätte, wäre ich frei. | works_at: Bosch
Ich habe noch nicht bei Bosch gekündigt. | works_at: Bosch
Ich hätte beinahe gekündigt. | works_at: Bosch
Ich will mit dem Rauchen aufhören. | activity: Rauchen
Ich habe nie mit Yoga aufgehört. | activity: Yoga
Diese Woche spiele ich kein Tennis. | activity: Tennis
Mein Mann spielt kein Tennis mehr. | activity: Tennis
Ich habe mein Auto nicht verkauft. | owns: Auto
Ich habe mein Auto fast verkauft. | owns: Auto
Ich habe das Auto meiner Mutter verkauft. | owns: Auto
Mein Nachbar hat sein Auto verkauft. | owns: Auto
Ich möchte mein Auto verkaufen. | owns: Auto
Soll ich mein Auto verkaufen? | owns: Auto
Der Hund der Nachbarin ist gestorben. | pet: Hund
Als ich klein war, ist unser Hund gestorben. | pet: Hund
Ihr Hund ist gestorben. | pet: Hund
Im Film ist der Hund gestorben. | pet: Hund
Meine Eltern haben sich getrennt. | partner: Jonas (Freund)
Ich habe mich mit Jonas gestritten. | partner: Jonas (Freund)
Wir haben uns fast scheiden lassen. | relationship_status: verheiratet
Mein Bruder ist geschieden. | relationship_status: verheiratet
Ich werde im Oktober 30. | age: 29
Meine Tochter ist 30 geworden. | age: 52
„Ich wohne nicht mehr in Berlin“, sang sie. | lives_in: Berlin
Vielleicht steige ich von Windows auf Linux um. | uses: Windows
Lohnt es sich, Spotify durch Tidal zu ersetzen? | uses: Spotify
Er ist von Windows auf Linux umgestiegen. | uses: Windows
Entschuldigung, ich bin spät dran, bin in Berlin. | lives_in: Berlin
Vergiss nicht, was ich über Berlin gesagt habe. | lives_in: Berlin
Entschuldigung, ich meinte das nicht so. | lives_in: Berlin
Ich mag Berlin, nicht Bonn. | lives_in: Berlin
"""
PORTUGUESE = """
nao moro mais em Recife | lives_in: Recife => -
desculpa, tenho 41, nao 14 | age: 14 => 41
larguei o curso de quimica | studies: quimica => -
Mudei-me para o Porto. | lives_in: Lisboa => Porto
Me mudei pra Curitiba. | lives_in: Lisboa => Curitiba
Agora moro em Braga. | lives_in: Lisboa => Braga
Acabei de me mudar para Faro. | lives_in: Lisboa => Faro
Fomos viver para Évora. | lives_in: Lisboa => Évora
Troquei Lisboa por Coimbra. | lives_in: Lisboa => Coimbra
Mês passado me mudei de Lisboa para Recife. | lives_in: Lisboa => Recife
Me mudei para Natal, você conhece algum restaurante bom? | lives_in: Lisboa => Natal
Já não moro em Lisboa. | lives_in: Lisboa => -
Não moramos mais em Lisboa. | lives_in: Lisboa => -
Deixei Lisboa. | lives_in: Lisboa => -
Saí da Petrobras. | works_at: Petrobras => -
Já não trabalho na Petrobras. | works_at: Petrobras => -
Parei de trabalhar na Petrobras. | works_at: Petrobras => -
Pedi demissão ontem. | works_at: Petrobras => -
Fui demitida da Petrobras. | works_at: Petrobras => -
Fui despedido. | works_at: Petrobras => -
Larguei o emprego. | works_at: Petrobras => -
Comecei na Embraer. | works_at: Petrobras => Embraer
Agora trabalho na Embraer. | works_at: Petrobras => Embraer
Fui contratada pela Embraer. | works_at: Petrobras => Embraer
Troquei a Petrobras pela Embraer. | works_at: Petrobras => Embraer
Virei professora. | occupation: enfermeira => professora
Já não sou enfermeira. | occupation: enfermeira => -
Me aposentei em março. | works_at: Petrobras => -
Parei de fumar. | activity: fumar => -
Deixei o judô. | activity: judô => -
Já não jogo tênis. | activity: tênis => -
Não faço mais ioga. | activity: ioga => -
Já não gosto de café. | likes: café => -
Não gosto mais de café. | likes: café => -
Enjoei de pagode. | likes: pagode => -
Virei vegana. | diet: vegetariana => vegana
Não sou mais vegetariana. | diet: vegetariana => -
Deixei de ser vegetariana. | diet: vegetariana => -
Vendi a moto. | owns: moto => -
Acabei de vender o carro. | owns: carro => -
Me roubaram a bicicleta. | owns: bicicleta => -
Troquei o Spotify pelo Tidal. | uses: Spotify => Tidal
Passei do Windows para o Linux. | uses: Windows => Linux
Deixei de usar o Evernote. | uses: Evernote => -
Parei de usar Slack. | uses: Slack => -
Agora uso Firefox em vez do Chrome. | uses: Chrome => Firefox
Desinstalei o Slack. | uses: Slack => -
Nosso cachorro morreu. | pet: cachorro => -
O Rex morreu ontem. | pet: cachorro chamado Rex => -
A minha gata fugiu. | pet: gata => -
Terminei com o Caio. | partner: Caio (namorado) => -
Eu e o Caio terminamos. | partner: Caio (namorado) => -
O Caio e eu nos separamos. | partner: Caio (marido) => -
Acabei com a minha namorada. | partner: Rita (namorada) => -
Acabamos de nos divorciar. | relationship_status: casada => -
Já não estou solteira. | relationship_status: solteira => -
Acabei de fazer 30 anos. | age: 29 => 30
Fiz 41 anos ontem. | age: 40 => 41
Terminei a faculdade de direito. | studies: direito => -
Saí do coral. | member_of: coral => -
Já não sou alérgica ao pólen. | allergic_to: pólen => -
Desculpa, queria dizer Setúbal, não Lisboa. | lives_in: Lisboa => Setúbal
Perdão, eu quis dizer Sintra. | lives_in: Lisboa => Sintra
Me enganei, tenho 34 anos. | age: 43 => 34
Esquece o que eu disse sobre Lisboa. | lives_in: Lisboa => -
Esqueça o que falei da Petrobras. | works_at: Petrobras => -
"""
NOT_PORTUGUESE = """
Vou me mudar para o Porto. | lives_in: Lisboa
Quero deixar Lisboa. | lives_in: Lisboa
Gostaria de morar no Porto. | lives_in: Lisboa
Se eu me mudar para o Porto, aviso. | lives_in: Lisboa
Será que me mudei para o Porto cedo demais? | lives_in: Lisboa
Não deixei Lisboa. | lives_in: Lisboa
Quase me mudei para o Porto. | lives_in: Lisboa
Minha irmã se mudou para o Porto. | lives_in: Lisboa
Estou no Porto até sexta. | lives_in: Lisboa
Saí de Lisboa por uns dias. | lives_in: Lisboa
Em criança eu morava no Porto. | lives_in: Lisboa
Sonhei que me mudei para o Porto. | lives_in: Lisboa
Talvez eu me mude para o Porto. | lives_in: Lisboa
Mudamos para o Porto no ano que vem. | lives_in: Lisboa
Não saí da Petrobras. | works_at: Petrobras
Quase saí da Petrobras. | works_at: Petrobras
Penso em sair da Petrobras. | works_at: Petrobras
O meu chefe saiu da Petrobras. | works_at: Petrobras
Saí da Petrobras às sete ontem. | works_at: Petrobras
Se eu pedir demissão, abro um bar. | works_at: Petrobras
Meu irmão foi despedido. | works_at: Petrobras
Não fui despedido. | works_at: Petrobras
Quase fui demitida. | works_at: Petrobras
Ainda não parei de fumar. | activity: fumar
Vou parar de fumar. | activity: fumar
Não deixei o judô. | activity: judô
Esta semana não fiz ioga. | activity: ioga
Parei a ioga por um mês. | activity: ioga
Não vendi a moto. | owns: moto
Vendi a moto do meu tio. | owns: moto
Meu vizinho vendeu a moto. | owns: moto
Quase vendi a moto. | owns: moto
Vou vender a moto. | owns: moto
Venderia a moto se pudesse. | owns: moto
O cachorro da vizinha morreu. | pet: cachorro
Quando eu era criança, nosso cachorro morreu. | pet: cachorro
O cachorro dela morreu. | pet: cachorro
No filme o cachorro morreu. | pet: cachorro
Briguei com o Caio. | partner: Caio (namorado)
Quase terminei com o Caio. | partner: Caio (namorado)
Meus pais se divorciaram. | relationship_status: casada
Vou fazer 30 anos em outubro. | age: 29
Minha filha fez 30 anos. | age: 52
«Já não moro em Lisboa», dizia a canção. | lives_in: Lisboa
Talvez eu troque o Spotify pelo Tidal. | uses: Spotify
Vale a pena trocar o Spotify pelo Tidal? | uses: Spotify
Deixei o Spotify aberto. | uses: Spotify
Desculpa o atraso, já estou em Lisboa. | lives_in: Lisboa
Não esqueças o que eu disse sobre Lisboa. | lives_in: Lisboa
Desculpa, queria dizer outra coisa. | lives_in: Lisboa
Gosto de Lisboa, não do Porto. | lives_in: Lisboa
"""
_LINE = re.compile(
    r"(?P<said>.+?) \| (?P<predicate>\w+): (?P<object>[^=(]+?)(?: \((?P<key>\w+)\))?(?: => (?P<then>.+))?"
)

Case = tuple[str, Known, str | None]


def cases(*tables: str) -> list[Case]:
    """Return what is said, what is known, and what becomes of it, of each line."""
    found = []
    for line in filter(None, "".join(tables).splitlines()):
        read = _LINE.fullmatch(line)
        assert read is not None, line
        known = Known(predicate=read["predicate"], object=read["object"], key=read["key"])
        found.append((read["said"], known, read["then"]))
    return found


def of_slot(said: str, known: Known) -> list[Candidate]:
    """Return what a turn says of the slot of a known fact."""
    found = extract(Turn(said, "Ana", "user", SAID), Context(user="Ana", known=(known,)))
    return [each for each in found if each.predicate == known.predicate]


def is_over(found: list[Candidate], known: Known) -> bool:
    """Return whether the known fact is ended, taken back or denied."""
    return any(
        each.object.casefold() == known.object.casefold()
        and (each.act in {"end", "retract"} or each.polarity == "negated")
        for each in found
    )


@pytest.mark.parametrize(("said", "known", "then"), cases(SPANISH, FRENCH, GERMAN, PORTUGUESE))
def test_a_change_is_read(said: str, known: Known, then: str) -> None:
    found = of_slot(said, known)
    if then == "-":
        assert is_over(found, known)
    else:
        held = [each for each in found if each.act in {"tell", "correct"} and each.tense == "present"]
        assert [each.object for each in held if each.polarity == "affirmed"] == [then]


@pytest.mark.parametrize(
    ("said", "new"),
    [
        ("Me cambié de Indra a Repsol.", "Repsol"),
        ("Je suis passé d'Indra à Thales.", "Thales"),
        ("Ich bin von Indra zu Siemens gewechselt.", "Siemens"),
        ("Troquei a Indra pela Embraer.", "Embraer"),
    ],
)
def test_an_employer_that_is_known_is_no_tool(said: str, new: str) -> None:
    known = Known(predicate="works_at", object="Indra")
    found = extract(Turn(said, "Ana", "user", SAID), Context(user="Ana", known=(known,)))
    assert {(each.act, each.predicate, each.object) for each in found} == {
        ("end", "works_at", "Indra"),
        ("tell", "works_at", new),
    }


@pytest.mark.parametrize(
    "said",
    [
        "Entré en Zara y no había nada.",
        "Empecé en Netflix la serie nueva.",
        "Tengo 20 años de experiencia en esto.",
        "Todos piensan que dejé Indra.",
        "J'ai rejoint Paul au café.",
        "J'ai commencé Dune hier soir.",
        "J'ai 20 ans d'expérience.",
        "Tout le monde pense que j'ai quitté Orange.",
        "Ich habe bei Netflix angefangen, Dark zu schauen.",
        "Ich habe Milch durch Hafermilch ersetzt.",
        "Alle denken, ich habe bei Bosch gekündigt.",
        "Passei do Porto para Braga de comboio.",
        "Entrei no Carrefour e estava lotado.",
        "Fiz 30 anos de contribuição.",
    ],
)
def test_everyday_remarks_tell_no_change(said: str) -> None:
    assert extract(Turn(said, "Ana", "user", SAID)) == ()


@pytest.mark.parametrize(
    ("said", "known", "_then"), cases(NOT_SPANISH, NOT_FRENCH, NOT_GERMAN, NOT_PORTUGUESE)
)
def test_what_only_looks_like_a_change_is_none(said: str, known: Known, _then: None) -> None:
    found = [each for each in of_slot(said, known) if each.tense == "present" or each.act != "tell"]
    assert [each for each in found if each.object != known.object or each.act != "tell"] == []
