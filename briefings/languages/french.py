"""French: which words carry nothing by themselves."""

import re

from briefings.languages.lexis import Lexis, either


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


SMALL = _words(
    """à afin ai ainsi alors après as au aucun aucune aujourd aujourd'hui auprès aura aurait auront aussi autant
    autre autres aux avaient avait avant avec avez avoir avons ayant beaucoup bien c ça car ce ceci cela
    celle celles celui cent cependant ces cet cette ceux chacun chaque chez ci comme comment contre côté d
    dans de déjà dehors depuis dernier dernière derniers des dès désormais deux devant devrait dit dix doit
    doivent donc dont du durant elle elles en encore enfin entre es est et étaient était été être eu eux
    face faire fait faut fois font grand grande il ils j jamais je jusqu jusque l la là laquelle le lequel
    les lesquels leur leurs lors lorsque lui m ma mais malgré me même mêmes mes mieux moi moins mon n ne ni
    nombreux nombreuses non nos notamment notre nous nouveau nouvelle nouveaux nouvelles on ont or ou où
    outre par parce parmi pas pendant peu peut peuvent plus plusieurs plutôt pour pourquoi pourrait pourtant
    pouvait premier première près presque puis puisque qu quand quant quatre que quel quelle quelles quelque
    quelques quels qui quoi s sa sans sauf se selon sera serait seront ses seul seule seulement si soit son
    sont sous souvent sur surtout t ta tandis tant te tel telle tes toi ton toujours tous tout toute
    toutefois toutes très trois trop tu un une va vers veut via voici voilà vos votre vous vu y également
    ensuite hier demain afin d'après selon néanmoins certes certains certaines pareil jusqu'à quelqu chacune"""
)
TIMES = _words(
    """lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août
    septembre octobre novembre décembre an ans année années mois semaine semaines jour jours heure heures
    minute minutes soir matin midi nuit soirée matinée journée fin début moment siècle week-end temps veille
    lendemain"""
)
_WEAK = _words(
    """euros euro dollars millions million milliards milliard pourcentage part partie cas fait point titre suite
    reste nombre plupart fois façon manière sorte côté cadre exemple sujet question chose choses personnes
    personne gens monde lieu place effet cours cause raison but base vue ensemble mètres kilomètres dizaine
    centaine milliers reprise tour deuxième français française"""
)
AGENCIES = _words("afp reuters ap cnn bfmtv bfm rtl lci figaro libération journalistes parisien télévision radio")
_POINT = either(r"il elle ils elles lui eux ce cet cette ces cela ceci ça celui celle ceux celles son sa ses leurs?")
_HANGING = either(
    rf"""{_POINT} c['’]\w+ y\b mais et ou or car donc ainsi alors puis ensuite enfin aussi également cependant pourtant
    toutefois néanmoins de_plus en_outre par_ailleurs par_conséquent en_effet en_revanche au_contraire
    d['’]autre_part d['’]une_part de_même autrement là ici pour_(?:sa|leur)_part de_(?:son|leur)_côté
    à_(?:son|leur)_tour quant_à selon_(?:lui|elle|eux|elles) d['’]après_(?:lui|elle|eux|elles)
    parmi_(?:eux|elles) l['’]une?\b l['’]autre les_deux le_(?:premier(?!_ministre)|second|dernier|même)
    la_(?:première(?!_ministre)|seconde|dernière|même) les_(?:premiers|autres|mêmes) même je j['’]\w+ nous mon ma mes
    notre nos vous votre vos tu on oui non qui dont lequel laquelle voilà s['’]ils? qu['’]\w+ un_tel
    une_telle de_tels de_telles d['’]autres certaine?s tous toutes deuxièmement troisièmement finalement
    désormais depuis_lors dès_lors entre-temps plus_tard auparavant parallèlement inversement résultat
    autre\b pas_question a-t-(?:il|elle|on) malgré_(?:cela|tout) pour_cela pour_autant d['’]où
    d['’]ailleurs pour_l['’]instant une_autre un_autre quelques_jours_plus_tard le_lendemain la_veille
    à_l['’]inverse à_l['’]époque ces_derniers bref"""
)
_PREPOSITION = either(
    r"""en dans à au aux avec pour par sur sous après avant depuis pendant lors selon malgré sans chez dès hier"""
)

LEXIS = Lexis(
    small=SMALL,
    dull=TIMES | _WEAK | AGENCIES | _words("monsieur madame président présidente ministre porte-parole"),
    hangs=re.compile(
        rf"(?i)[\s\"„“»«(–—-]*(?:(?:{_HANGING})(?!\w)|{_PREPOSITION}\b(?:[^,.:;]{{0,80}}[ ,]{{1,2}}|"
        rf" ){_POINT}(?!\w)"
        r"|[^.\n]{0,600}\b(?:\w+-(?:t-)?(?:il|elle|ils|elles|on)\b|l['’](?:a|ont|avait|avaient)\b))"
    ),
    odd=re.compile(
        r"(?i)\A\W*(?:photos?|image|vidéo|infographie|source|texte|auteur|mis à jour|publié|"
        r"crédit)s?[\s\u00a0\u202f]*:|"
        r"\A(?:par|propos recueillis par) [^.!?]{3,60}\Z|\A\W*(?:lire (?:aussi|également|la suite)|à lire|"
        r"voir aussi|cliquez|abonnez-vous|inscrivez-vous|publicité\b|mis à jour)|"
        r"\bcookies?\b|\bpolitique de confidentialité|\btous droits réservés|\bnewsletter\b|\bgetty images|"
        r"\bphoto d['’]illustration|\bimage d['’]illustration|\bcrédit photo|\bavec afp\b|\(afp\)|"
        r"\bréservé aux abonnés"
    ),
    noun=re.compile(
        r"(?<!\w)(?<!\b[jntmsJNTMS]e )(?<!\b[Ii]l )(?<!\b[Ee]lle )(?<!\b[Oo]n )(?<!\bqui )(?<!\b[Nn]ous )"
        r"(?<!\b[Vv]ous )(?<!\b[Ii]ls )"
        r"(?<!\b[Ee]lles )(?:(?:un|une|des|du|au|aux|cette|ces|[lL]es?|[lL]a|Un|Une|Des|Cette|Ces) |[lLdD]['’])"
        r"(?P<noun>(?!\w{3,}(?:er|ir|ait)\b)[a-zà-öø-ÿ]+(?:-[a-zà-öø-ÿ]+)*)"
    ),
    endings=re.compile(r"(?:es|s|x|e)\Z"),
)
