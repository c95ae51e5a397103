# ruff: noqa: E501 - lists of words
"""Word fields of what is over: leaving, ending, losing, giving away, tiring of, recovering from."""

from __future__ import annotations

from typing import Final

LEFT: Final = (
    r"quit|quitted|left|dropped(?: out of)?|dumped|ditched|binned|chucked|tossed(?: out)?|junked|scrapped|stopped|ended|finished with|given up(?: on)?|gave up(?: on)?|sold(?: off)?|lost|"
    r"got(?:ten)? rid of|(?:said|saying|waved|wave|bid|bade|kissed) (?:goodbye|good-bye|bye|farewell|adios|adieu|so long)(?: for good)? to|parted (?:ways )?with|parted from|"
    r"broke(?:n)?(?: it off| off| up| things off)? with|ended (?:it|things) with|split (?:up )?(?:with|from)|separated from|divorced|buried|cancell?ed|deleted|uninstalled|unsubscribed from|"
    r"walked away from|walked out (?:of|on|from)|moved on from|moved away from|moved off|moved out of|retired from|retired as|resigned from|resigned as|stepped (?:down|back|away) (?:from|as)|"
    r"stood down (?:from|as)|hand(?:ed)? in my (?:notice|badge|keys?|resignation|laptop|uniform|gun and badge) (?:at|to)|gave (?:in )?(?:my )?notice (?:at|to)|(?:been |got |was |were )?(?:fired|sacked|laid off|made redundant|let go|dismissed|kicked out|expelled|booted|axed)(?: from| by| at| of)|"
    r"outgrew|outgrown|grew out of|grown out of|aged out of|over|(?:all |so )?done with|through with|had (?:enough|my fill) of|had it with|donated|auctioned(?: off)?|flogged|pawned|gave away|given away|passed on|"
    r"handed (?:over|on|down|back)|traded(?: in)?|swapped(?: out)?|exchanged|phased out|abandoned|shelved|let go of|jacked in|packed in|swore off|sworn off|came off|come off|weaned myself off|withdrew from|"
    r"pulled out of|backed out of|bowed out of|opted out of|graduated from|finished(?= (?:my|the|our)\b)|wrapped up|rehomed|re-homed|turned my back on|turned our backs on|cut ties with|washed my hands of|called it quits with|called time on|called off|"
    r"drew a line under|pulled the plug on|put an end to|renounced|relinquished|surrendered|discarded|disposed of|totall?ed|deserted|discontinued|terminated|ceased|checked out of|rid of|free of|(?:finished|done|out) at|(?:got|given|been given) the (?:sack|boot|chop|push|axe|elbow) (?:from|at|by)|hung up (?:my|the) \w+ (?:at|as)|offloaded|got(?:ten)? shot of|cast off|jettisoned"
)
"""What a person did to what is not his any more; the known object follows."""

HAD_TO: Final = (
    r"sell(?: off)?|give up(?: on)?|give away|quit|get rid of|cancel|drop out of|rehome|re-home|stop|scrap|say goodbye to|part with|let go of|move out of|resign from|step down (?:from|as)|"
    r"pull out of|withdraw from|delete|uninstall|retire from|donate|abandon|bury|shut down"
)
"""The same behind "had to"."""

GERUNDS: Final = (
    r"quitting|leaving|dropping(?: out of)?|dumping|ditching|selling|losing|getting rid of|cancell?ing|deleting|uninstalling|giving up(?: on)?|giving away|retiring from|resigning from|"
    r"moving away from|moving out of|breaking up with|splitting from|divorcing|graduating from|stopping|saying goodbye to|walking away from|parting with|withdrawing from|abandoning"
)
LOST_TASTE: Final = (
    r"sick of|tired of|bored (?:of|with|by)|fed up with|weary of|lost (?:all )?(?:my )?(?:interest in|taste for|love for|love of|passion for|appetite for)|fell out of love with|fallen out of love with|"
    r"went off|gone off|cooled on|soured on|tired out by|grew tired of|grown tired of|got(?:ten)? tired of|got(?:ten)? over|disenchanted with|(?:can't|cannot) (?:stand|watch|hear|bear|eat|stomach)"
)
RECOVERED: Final = r"(?:finally )?(?:recovered from|beat|beaten|overcame|overcome|cured of|free of|free from|rid of|clear of|got(?:ten)? over|outgrew|outgrown|healed from|shook off|in remission from|past)"
DOING: Final = (
    r"(?:being(?: an?| the)?|using|going(?: to)?|doing|playing|working (?:at|for|as|with)(?: an?| the)?|living in|eating|studying|learning|speaking|volunteering (?:at|with|for)|practi[sc]ing|taking|having|"
    r"drinking|following|attending|watching|listening to|owning|wanting to|trying to|trying|hoping to)"
)
"""What stands between a verb of ending and what is ended: "stopped *playing* chess"."""

NEW_HOLDER: Final = r"(?:charity|friends|a|an|some(?:one|body)|the (?:dump|scrapyard|tip|junkyard|museum|buyer|neighbou?rs?|bank|ex)|(?:my|our) (?:\w+ )?(?:nephew|niece|brother|sister|son|daughter|cousin|ex|father|mother|uncle|aunt|friend|neighbou?r|parents|in-laws|dad|mum|mom|kids?))\b"
LASTS: Final = (
    r"\b(?:got|get|are|we're|were|been|came|back) back together\b|\b(?:talked|worked|sorted|patched) (?:it|things|that|everything) (?:out|up|over)\b|\b(?:we|but|then|and) made up\b|\bgave it another (?:try|go|chance)\b|\b(?:it|he|she|we|they|i|but|and|then|later) (?:came|come|went|moved) (?:right |straight )?back\b|"
    r"\bpulled (?:\w+ )?through\b|\b(?:mine|ours|my (?:team|job|department|own))(?:'s| is| was| were| are)? (?:still )?(?:fine|ok|okay|safe|spared|unaffected|alive|works)\b|\bstill (?:works?|runs?|there|alive|together|going strong|working|kicking|mine)\b|\b(?:survived|false alarm|lost and found|lost property)\b|(?<!never )\bgot (?:it|him|her|them) back\b"
)
"""What says that something goes on after all."""

DONE: Final = {
    "run": "ran|run", "buy": "bought", "write": "wrote|written", "lose": "lost", "read": "read", "build": "built", "get": "got", "win": "won", "see": "saw|seen", "swim": "swam|swum",
    "become": "became|become", "pay": "paid", "finish": "finished", "visit": "visited", "pass": "passed", "climb": "climbed", "publish": "published", "complete": "completed",
    "launch": "launched", "open": "opened", "graduate": "graduated", "earn": "earned", "reach": "reached", "hike": "hiked", "cycle": "cycled", "walk": "walked", "move": "moved",
    "quit": "quit", "land": "landed", "find": "found", "adopt": "adopted", "make": "made", "ride": "rode|ridden", "release": "released",
}  # fmt: skip
"""By the verb of a goal, how it is told once it is reached."""

SLOT_NOUNS: Final = {
    "works_at": ("job", "employer"),
    "occupation": ("job", "trade", "profession"),
    "studies": ("degree", "major", "studies"),
    "relationship_status": ("marriage", "engagement", "relationship"),
    "diet": ("diet",),
    "allergic_to": ("allergy",),
}
"""By predicate, the nouns that name whatever its value is, with "my" or "the"."""
