"""
Function words per language: the evidence a short text gives of its language, and the words a question
does not ask about.

Words are written as :func:`mnemic.index._words.words` gives them (no apostrophes: ``dont``), and also as
the letter runs beside an apostrophe (``don``, ``ll``), which is what language detection sees. Words that
are as often names or content ("may", "will", "us") are left out on purpose: dropping them from a question
would lose its subject, while keeping them costs little, since BM25 weighs common words down.
"""

from __future__ import annotations

from typing import Final

FUNCTION_WORDS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(listed.split())
    for language, listed in {
        "en": """
            a about after all also am an and any are as at be because been before being but by can cant
            could couldnt couldn did didnt didn do does doesnt doesn doing dont don each for from get got
            had hadnt has hasnt have havent having he her here hers him his how i if im in into is isnt
            isn it its just like ll m me more most my no nor not now of off on one or our out over re she
            should shouldnt so some such than that the their theirs them then there these they this those
            through to too under until up ve very was wasnt wasn we were werent what when where which
            while who whom whose why with would wouldnt wouldn you your yours""",
        "es": """
            a al algo ante antes aquí así aunque bien como cómo con contra cual cuál cuando cuándo cuánto
            de del desde donde dónde dos durante e el él ella ellas ellos en entre era eran eres es esa
            ese eso esos esta está están este esto estos estoy fue fui ha han has hasta hay he hemos la
            las le les lo los más me mi mí mis mucho muy nada ni no nos nosotros o os otra otro para pero
            poco por porque pues que qué quien quién se ser si sí sido sin sobre soy su sus también tan te
            tengo ti tiene tienes tu tú tus un una uno unos y ya yo""",
        "pt": """
            a à ainda ao aos aquele aqui as às até bem com como contra da das de dela dele depois do dos e
            é ela elas ele eles em entre era essa esse esta está estão este estou eu foi foram há isso
            isto já lhe lo mais mas me mesmo meu meus minha minhas muito na não nas nem no nos nós num
            numa nunca o onde os ou para pela pelo pelos por porque qual quando que quem se sem ser seu
            seus só sobre sou sua suas também te tem têm tenho ter teu tu tua tudo um uma umas uns vai
            você vocês""",
        "fr": """
            à afin ai alors après as assez au aucun aussi autre aux avant avec avez avoir avons beaucoup
            bien ça car ce cela ces cet cette chez comme comment dans de des depuis donc du elle elles en
            encore entre es est et étaient étais était été être eu eux fait ici il ils j je jusqu l la là
            le les leur leurs lui ma mais me même mes moi mon n ne nos notre nous on ont ou où par parce
            pas peu peut plus pour pourquoi qu quand que quel quelle quelles quels qui quoi sa sans se
            sera ses si son sont sous suis sur ta te tes toi ton tous tout toute très tu un une vos votre
            vous y""",
        "de": """
            ab aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da
            damit dann das dass dein deine dem den denn der des dich die dies diese diesem dieser dieses
            dir doch dort du durch ein eine einem einen einer eines er es etwas euch euer für gegen gibt
            habe haben hat hatte hatten hier hinter ich ihm ihn ihnen ihr ihre im immer in ins ist ja jede
            jeder jetzt kann kein keine keinem keinen keiner können mag man mehr mein meine meinem meinen
            meiner mich mir mit muss nach nicht nichts noch nun nur ob oder ohne schon sehr sein seine
            seit sich sie sind so über um und uns unser unter vom von vor wann war waren warum was weil
            welche wenn wer werden wie wieder wir wird wo wurde zu zum zur zwischen""",
        "it": """
            a abbiamo ad agli ai al alla alle allo anche ancora avere aveva c che chi ci come con cosa
            così da dai dal dalla dalle dei del dell della delle dello di dove e è ed era erano essere fa
            fra gli già ha hai hanno ho il in io l la le lei li lo loro lui ma me mi mia mie miei mio
            molto ne negli nei nel nell nella nelle noi non nostra nostro nulla o ogni per perché però più
            poi qual quale quando quanto quella quello questa queste questi questo qui se sei senza si sia
            siamo sono sta stata stato su sua sugli sul sulla suo suoi te ti tra tu tua tuo tutti tutto un
            una uno vi voi""",
        "nl": """
            aan al alles als altijd ben bent bij daar dan dat de der deze die dit doch doen door dus een
            eens en er ge geen had heb hebben heeft hem het hier hij hoe hun ik in is ja je jij jou jouw
            kan kunnen maar me meer men met mij mijn na naar niet niets nog nu of om omdat onder ons onze
            ook op over reeds te tegen toch toen tot u uit uw van veel voor waar waarom wanneer want waren
            was wat we wel welke werd wie wij worden wordt zal ze zich zij zijn zo zonder zou""",
        "sv": """
            alla allt att av bara bli blir blev då de dem den denna deras dess det detta dig din ditt du
            efter ej eller en er ett för från ha hade han hans har henne hennes hon honom hur här i icke
            inte jag ju kan kommer kunde man med mellan men mig min mina mitt mot mycket ni nu när någon
            något några och om oss på sedan sig sin sina sitt ska skulle som så till under upp ut vad var
            vara varför varit vart vem vi vid vilken är även över""",
        "da": """
            af alle at bare blev blive bliver da de dem den denne der deres det dette dig din disse du
            efter eller en er et for fra ham han hans har havde have hende her hos hun hvad hvem hvor
            hvornår hvorfor hvis i ikke ind jeg jer jo kan kunne man mange med meget men mig min mine mod
            ned noget nogle nu når og også om op os over på selv sig sin skal skulle som sådan thi til ud
            under var vi vil ville været""",
        "no": """
            alle at av bare ble bli blir da de deg dem den denne der deres det dette dere din du eller en
            er et etter for fra ha hadde ham han hans har henne her hos hun hva hvem hvor hvorfor hvordan
            hvis i ikke inn jeg kan kunne man mange med meg mellom men min mine mot mye noe noen nå når og
            også om opp oss over på selv seg sin skal skulle som så til ut under var vi vil ville være
            vært""",
        "fi": """
            ei eivät emme en että he hän hänen häntä ja jo jos joka jotka kanssa kuin kuka kun me meidän
            mikä miksi millä minä minua minun minulla missä miten mitä mutta myös ne niin nyt oli olivat
            olla ole olen olet on ovat se sekä sen siellä sinä sinun sitten sitä tai te tämä tässä tätä
            vaan vain vielä""",
        "ro": """
            acest acesta această aceste al ale am ar are aș asta atunci au avea ca că care către ce cea
            cei cel cine cu cum când da dar de deci despre din doar după ea ei el ele era este eu fi fost
            iar îi îl în într la le lor lui mai mea meu mi mie mult nici nu o ori pe pentru prin sa sau să
            se și sunt ta te tot tu un una unde unei unui va vă voi""",
        "hu": """
            a abban ahol aki akik alatt amely ami amit az azt be csak de e egy egyik el én és ez ezek ezt
            fel ha hogy hol ill is itt így ki kell le lesz lett már még meg mert mi miért mikor mint mit
            most nagyon ne nekem nem nincs ő ők olyan ott pedig s sem sok ti több te ugyan új után vagy
            vagyok van vannak volt volna""",
        "tr": """
            ama ancak bana ben beni benim bir biz bu bunu çok da daha de değil diye en gibi hem hep hiç
            için ile ise kadar ki kim mı mi mu mü nasıl ne neden nerede o olan olarak oldu olduğu onlar
            onu onun sadece sen seni senin şey siz şu var ve veya ya yok""",
        "pl": """
            a albo ale bardzo bez bo być był była było były by ci co czy dla do gdy gdzie go i ich ja jak
            jako je jego jej jest jestem jeszcze już kiedy kto która które który ma mam mnie może można
            mój my na nad nie niż o od on ona one oni pan po pod przed przez przy są się sobie ta tak
            także tam te tego tej ten to tu ty tylko tym w we więc z za ze że""",
        "cs": """
            a aby ale ani až bez být by byl byla bylo byly co což další do i jak jako je jeho její jejich
            jen ještě jsem jsi jsme jsou já již k kde kdo když kdy která které který má mezi mi mít mě mně
            můj my na nad ne nebo než není o od on ona oni po pod podle pro proč protože před při s se si
            své ta tak také te tedy ten tento to tom tu ty u už v ve však z za ze že""",
        "ca": """
            al als amb aquest aquesta això ara bé com de del dels des dins el ella ells els em en ens
            entre era és esta està estava fa fins ha han he hi ho i ja jo l la les li lo meu meva mes més
            molt no nosaltres o on per perquè però què quan qui se sense ser seu seva si sobre són soc sóc
            també te té tinc tot un una unes uns va vaig""",
        "id": """
            ada adalah agar akan aku apa atau bagaimana bahwa bisa dalam dan dari dengan di dia ini itu
            jika juga kamu kami karena ke kepada ketika kita lagi lebih mereka oleh pada punya saat saya
            sangat sebagai sedang seperti siapa sudah telah tetapi tidak untuk yang""",
        "ru": """
            а без бы был была были было быть в вам вас весь во вот все всё вы где да для до его ее её если
            есть ещё еще же за и из или им их к как какой какая какие ко когда который кто ли мне меня мой
            моя мы на над не нет ни них но ну о об он она они оно от по под при про с со так такой там то
            тоже только том ты у уже чем что чтобы чей чья эта эти это этот я""",
        "el": """
            αν από για δε δεν εγώ είμαι είναι εκεί εμείς έχει έχω η ήταν θα και κατά με μετά μέσα μη μια
            μου να ο οι όπου όταν ότι πού που πως πώς σαν σας σε στα στη στην στις στο στον στους τα της
            τη την τι τις το τον του τους των ως""",
        "ar": """
            أن أنا أنت إلى إن التي الذي أو أي أين بعد بين ثم حتى دون ذلك عن على عند في قبل قد كان كانت كل
            كم كيف لا لم لماذا له لها ما ماذا متى مع من منذ هذا هذه هل هم هو هي و يا""",
        "fa": """
            آن از است اگر اما این با بر برای بود به تا تو چه چرا چی در را شد شما کجا که کی ما من می نه
            نیست هست هم و او ها های یا یک""",
        "he": """
            אבל או אחרי איך איפה אל אם אני את אתה הוא היא היה הם זה זאת יש כי כל לא לפני מה מי מתי עד על
            עם של שלי""",
        "hi": """
            और इस उस एक एवं क्या क्यों कब कहाँ कहां का कि की के को कोई कौन था थी थे तक तो ने नहीं पर भी
            मेरा मेरी मेरे में मैं यह या ये वह वे से हम हूँ हूं है हैं हो""",
        "hy": "և է եմ են որ մի ես դու նա մենք այս այդ իսկ բայց ու ինչ որտեղ երբ ինչպես",
        "ja": "の は が を に へ と で も か や ね よ な です ます から まで です した ない",
        "zh": "的 了 吗 嗎 呢 吧 啊 是 在 我 你 他 她 它 们 們 和 与 與 这 那 就 都 也 有 很 什么 什麼 怎么",
    }.items()
}
"""Language code to its function words. Only languages with a stemmer, or whose particles stand alone."""
