"""Words that bound, disqualify or classify English terms."""

from __future__ import annotations

from glossary.model import Kind


def word_set(words: str) -> frozenset[str]:
    """The words of a string, for lists that read better as running text."""
    return frozenset(words.split())


#: Modifiers that belong to the sentence, not to the term after them.
LOOSE = word_set(
    "other same own many much several few such various certain different important necessary"
    " relevant related corresponding following present current recent previous former latter last"
    " next past entire whole particular specific respective numerous additional further more most"
    " less least better best greater larger higher wider deeper possible likely able unable sure"
    " good bad big huge real true actual mere sheer further above below second third final"
    " full obvious clear strong firm tremendous enormous significant remarkable outstanding"
    " meaningful increasing growing increasingly continued continuous fresh untold countless"
    " tireless arduous painstaking unremitting concerted so-called said given"
    " aforementioned overall-the today tomorrow yesterday just never ever again always still"
)

#: Heads that make no term with an ordinary modifier.
GENERIC = word_set(
    "way time times day days week month year years decade decades century thing things"
    " matter matters"
    " fact case cases example examples part parts number amount lot kind sort type point"
    " points reason"
    " reasons result results end beginning period moment place places area areas aspect aspects"
    " side sides step steps effort efforts use view regard respect sense term terms question"
    " answer problem problems situation situations role importance need needs hope wish idea"
    " chance opportunity opportunities contribution contributions achievement achievements"
    " attention condition conditions advantage line word words name something anything everything"
    " nothing someone everyone anyone person man woman men women children child hand"
    " hands head heart"
    " eye eyes life lives home morning evening night page series range variety majority minority"
    " addition order basis means measure measures level levels degree extent process course"
    " news report reports speech speeches article today tomorrow yesterday present future past"
    " friend friends people guest guests lady ladies gentleman gentlemen trend unit units"
    " statement picture pictures text texts site email editor edit source"
)

#: Institutions that a capitalised name ends in or begins with, and so on for the other kinds.
_HEADS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.MEETING,
        (
            "congress session plenum conference meeting summit forum symposium convention assembly"
            " congresses sessions conferences meetings symposia dialogue"
        ),
    ),
    (
        Kind.LAW,
        (
            "law laws constitution regulation regulations act code ordinance provisions decree"
            " statute"
            " charter treaty convention protocol rights rule rules legislation measures opinions"
        ),
    ),
    (
        Kind.INSTITUTION,
        (
            "commission committee committees council ministry department bureau administration"
            " office"
            " agency government party group corporation company university academy institute"
            " institution"
            " institutions association federation league union unions bank court procuratorate army"
            " force navy organization center centre secretariat court courts secretary president"
            " premier chairman commissioner authority authorities leadership front community police"
            " cpc sasac ndrc npc cppcc pla enterprise"
        ),
    ),
    (
        Kind.STRATEGY,
        (
            "strategy strategies plan plans program programme programs initiative initiatives"
            " campaign"
            " policy policies layout roadmap blueprint project projects action reform reforms"
            " development-plan modernization drive"
        ),
    ),
    (
        Kind.DOCTRINE,
        (
            "thought theory theories outlook philosophy doctrine socialism communism marxism"
            " spirit ethos"
            " dream values forces viewpoint ideology principle principles concept path tenet"
        ),
    ),
)
KIND_OF_HEAD: dict[str, Kind] = {
    word: kind for kind, words in reversed(_HEADS) for word in words.split()
}

#: Modifiers that seldom begin a term, though some do ("new quality productive forces").
WEAK_MODIFIERS = word_set(
    "new great major key main important common strong good high long old young early local"
    " vast broad deep wide close special general basic central overall comprehensive effective"
    " sound solid smooth vigorous sustained steady rapid fast active positive concrete"
    " practical"
    " lofty glorious arduous historic bright better modern our china's"
)
