"""French: who speaks, and how a report says so."""

import re

from briefings.languages.cues import Speech
from briefings.languages.french import AGENCIES, SMALL, TIMES
from briefings.languages.lexis import either
from briefings.languages.naming import Naming

_OFFICES = either(
    """président présidente [Pp]remier_ministre [Pp]remière_ministre ministre maire porte-parole chef cheffe
    directeur directrice secrétaire préfet préfète procureur procureure député députée sénateur sénatrice patron
    patronne avocat avocate juge professeur professeure docteur médecin chercheur chercheuse historien historienne
    sociologue économiste entraîneur entraîneuse capitaine général colonel commissaire chancelier chancelière roi
    reine prince princesse pape évêque écrivain écrivaine acteur actrice réalisateur réalisatrice chanteur
    chanteuse fondateur fondatrice responsable expert experte analyste conseiller conseillère ambassadeur
    ambassadrice agriculteur agricultrice enseignant enseignante étudiant étudiante habitant habitante voisin
    voisine candidat candidate gérant gérante propriétaire éleveur éleveuse boulanger boulangère pêcheur
    biologiste politologue climatologue militant militante élu élue gouverneur gouverneure eurodéputé eurodéputée
    vice-président vice-présidente coprésident coprésidente manager commandant procureure? critique metteur
    metteuse_en_scène adjoint adjointe infirmier infirmière joueur joueuse attaquant gardien défenseur"""
)
_TITLES = either(r"M\. MM\. Mme Mmes Mlle Me Dr Pr Maître Monsieur Madame Mgr Président Présidente Ministre Maire")
_PAST = either(
    """accusé acquiescé admis affirmé agacé ajouté amusé annoncé appelé argué argumenté assené asséné assuré averti
    avoué commenté complété concédé conclu confessé confirmé confié constaté contesté contré crié critiqué déclaré
    décrit défendu demandé dénoncé déploré détaillé dit écrit enchaîné espéré estimé évoqué exigé explosé expliqué
    exprimé fulminé fustigé glissé grincé grondé hurlé indiqué insisté ironisé jugé juré justifié lâché lancé
    martelé modéré moqué murmuré nuancé objecté observé opposé pesté plaidé plaisanté pointé poursuivi précisé
    prévenu promis protesté raconté raillé rappelé rapporté réagi reconnu regretté relativisé relevé renchéri
    répété répliqué répondu reproché résumé rétorqué révélé riposté rugi salué scandé souri soufflé souligné
    soupiré soutenu supplié tancé tempéré tempêté temporisé témoigné tonné tranché tweeté vanté"""
)
_ER = either(
    """accus affirm ajout annonc argument assen assén assur avou comment complèt complét concèd concéd confess
    confirm confi constat contest cri critiqu déclar demand dénonc déplor détaill élud enchaîn espèr espér estim
    expliqu explos fulmin fustig gliss grinc grond hurl indiqu insist ironis jug jur justifi lâch lanc martel
    martèl murmur nuanc object observ oppos pest philosoph plaid plaisant point précis protest racont raill
    rappell rappel rapport regrett relativis relèv relev répèt répét répliqu reproch résum rétorqu révèl révél
    ripost scand souffl soulign soupir suppli tanc tempèr tempér tempêt temporis témoign tonn tranch vant"""
)
_OTHER = either(
    """dit disait répond répondit répondait écrit écrivait prévient prévenait avertit conclut décrit défend exige
    exigeait poursuit poursuivait promet réagit reconnaît admet renchérit rugit soutient soutenait sourit souriait
    lançait nuançait dénonçait"""
)
_ONESELF = "(?:se |s['’])" + either(
    """souvient souvenait félicite réjouit amuse indigne agace emporte étonne inquiète insurge désole justifie interroge
    exclame plaint défend enthousiasme enorgueillit"""
)
_SAID = (
    rf"(?:(?:a|avait) (?:\w+ment |toutefois |encore |aussi |même )?{_PAST}"
    rf"|(?:s['’]est|s['’]était) (?:\w+ment )?(?:\w+ée?)|(?:{_ER}(?:e|ait|a|eait)|{_OTHER})(?!\w)|{_ONESELF})"
)
_WHEN = either(
    r"""(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?:_(?:soir|matin))? hier aussi encore également
    ensuite ainsi de_son_côté pour_sa_part à_l['’]AFP à_Reuters"""
)
_FREE = r"(?:[^,.;:«»“”\"!?()\n]|(?<=\d)[.,:](?=\d))"  # inside one clause, outside marks
_ARTICLE = r"(?:(?i:le|la|un|une|son|sa) |(?i:l['’]) ?)"
_ADJECTIVE = r"(?:(?:ancien|ancienne|jeune|nouveau|nouvelle|vieux|vieille|vice-) ?)?"
_NOUN = r"(?!(?:de|du|des|à|au|aux|en|et|que|qui|d['’]\w*)\b)[a-zà-öø-ÿ-]+"
_CAPITAL = r"[A-ZÀ-Þ][\w'’-]*"
# "le ministre français", "le député d’opposition", and not "la maire de Paris".
_OF_A_KIND = "(?:(?!de |du |des |à |au |aux |en |d['’])|(?:de |d['’])(?!la )(?=[a-z]+ [A-ZÀ-Þ]))"
_PEOPLE = either(
    """accusé accusée prévenu prévenue homme femme fille fils mère père frère sœur veuve veuf mari épouse époux
    témoin avocate cinéaste coureur coureuse comédien comédienne spectateur spectatrice salarié salariée retraité
    retraitée riverain riveraine victime suspect suspecte champion championne sélectionneur collègue ami amie
    compagne compagnon délégué déléguée pompier policier policière gendarme magistrat magistrate rapporteur
    rapporteure pianiste artiste auteur autrice romancier romancière coiffeur libraire curé pasteur imam"""
)
_POST = rf"(?<!\w)(?:{_OFFICES}|{_PEOPLE}|{_TITLES})(?!\w)"
_WOMEN = (
    r"\b(?:Mme|Mlle|Madame)(?!\w)|\b(?:[Ll]a|[Uu]ne|[Ss]a) (?!\w+ de )"
    r"|(?<!\w)(?:\w+(?:trice|euse|ière|ienne)|femme|veuve|épouse|avocate|élue|accusée|amie)(?!\w)"
)

NAMING = Naming(
    opening=re.compile(
        rf"(?:{_ARTICLE}{_ADJECTIVE}(?:{_OFFICES}|{_PEOPLE}) "
        rf"(?:{_OF_A_KIND}[a-zà-öø-ÿ-]+ ){{0,2}}(?:{_TITLES} )?(?=[A-ZÀ-Þ])"
        rf"|{_ARTICLE}{_ADJECTIVE}(?:{_OFFICES}|{_PEOPLE})"
        rf"{_FREE}{{0,80}}, (?:(?:le|la) (?:{_OFFICES}|{_PEOPLE}) )?(?:{_TITLES} )?(?={_FREE}{{2,50}}[,.;:]))"
        rf"|{_ARTICLE}(?:{_NOUN} ){{1,2}}(?=(?:[A-Z]{{2,}} )?{_CAPITAL} (?:de )?{_CAPITAL})"
        rf"|{_ARTICLE}{_ADJECTIVE}(?={_CAPITAL} {_CAPITAL} {_CAPITAL})"
        rf"|{_TITLES} "
    ),
    office=re.compile(_TITLES),
    post=re.compile(_POST),
    spokesman=re.compile(
        r"(?i:le|la|un|une) porte-parole (?:de la |du |des |de l['’]|de |d['’])[^,.;:«»“”\"!?()\n]{2,50}?"
        rf"(?=[,.;:]|\Z| (?:{_SAID})\b| à l['’]AFP| lundi| mardi| mercredi| jeudi| vendredi| samedi| dimanche"
        r"| (?:a|ont|est|avait|était|ne|se)\b| [ns]['’])"
    ),
    particles="de|du|des|de la|van|von|ben|el|al|le|la",
    never=SMALL | TIMES | AGENCIES,
    both="(?:et|ou)",
    gendered=("M.", "Mme", "Mlle", "Monsieur", "Madame"),
    role=re.compile(
        rf"(?<!\w)(?:(?i:le|la|un|une|du|au|son|sa|ce|cet|cette) |(?i:l['’]))(?:(?:ancien|ancienne|jeune) )?"
        rf"(?:{_OFFICES}|{_PEOPLE})(?!\w)(?! [A-ZÀ-Þ])(?:(?: (?:de la |de |du |des )| (?:de l|d)['’])[\w’'-]+){{0,2}}"
    ),
    somebody=re.compile(r"(?:Un|Une|Son|Sa) [a-zà-ÿ-]+(?![\w-])(?! [A-ZÀ-Þ])"),
    possessive=re.compile(r"(?i:son|sa|leur) "),
    acts=re.compile(
        r",| (?:[nsl]['’])?(?!(?:et|ou|de|du|des|à|au|aux|pour|dans|en|sur|par|avec|lors|qui|que|dont|après|avant|hier"
        r"|\w+di)\b)[a-zà-ÿ]"
    ),
    owner=re.compile(r"(?!)"),
    occupation=re.compile(
        r"[A-ZÀ-Þ]\w+(?:ien|ienne|ais|aise|ois|oise|ain|aine|and|ande)|Belge|Suisse|Russe|Turc|Turque|Grec|Grecque"
        r"|Espagnole?|Slovène|Croate|Serbe|Danoise?|[A-Z]{2,}"
    ),
    plain=re.compile(_TITLES),
    oblique=re.compile(r"(?!)"),
    nouns=False,
    determiner=re.compile(r"(?!)"),
    relative=re.compile(
        r"\w+ (?:\w+ )?(?:mère|père|fils|fille|frère|sœur|veuve|veuf|mari|femme|épouse|époux|ami|amie|avocate?"
        r"|porte-parole|compagn\w+) (?:du|de la|de l['’]|des) ?[a-zà-ÿ]"
    ),
    others=re.compile(rf"(?:d[ue]s?|de la|de l['’]) ?(?:{_OFFICES}|{_PEOPLE})(?!\w)"),
    thing_done_to=re.compile(r"(?:au|du)\b"),
    subject=re.compile(r"\b(?:[Ii]l|[Ee]lle)\b"),
    article=re.compile(rf"(?:{_ARTICLE}(?:{_NOUN} ){{1,3}}|(?<!\w){_TITLES} )\Z"),
    woman=re.compile(_WOMEN),
    man=re.compile(r"(?<!\w)(?:M\.|Monsieur)(?!\w)|(?<!\w)(?:[Ll]e|[Uu]n) |(?<!\w)(?:fils|frère|mari|père)(?!\w)"),
    body=re.compile(r"\b(?:[A-Z]{2,}|Université|Assemblée|Sénat|Tour|Union|Cour|Conseil|Ligue)(?!\w)"),
    speaks=re.compile(rf"(?:, {_FREE}{{3,80}},)?(?: lui| leur| elle|,)* {_SAID}"),
)

_WORDS = either("phrase mot mots propos formule expression slogan déclaration citation titre devise banderole pancarte")

SPEECH = Speech(
    naming=NAMING,
    inverted=re.compile(rf"[,.]? ?(?P<cue>{_SAID}|selon|d['’]après) (?:{_WHEN} ){{0,2}}"),
    inverted_pronoun=re.compile(
        r",? ?(?P<cue>(?:a|avait|s['’]est|s['’]était)(?=-t-)|(?:se |s['’]|lui |leur )?\w+?(?=(?:-t)?-(?:il|elle)\b))"
        r"(?:-t)?-(?P<who>il|elle)\b"
    ),
    straight=re.compile(rf" (?:lui |leur |nous |en |y )?(?P<cue>{_SAID})(?: {_FREE}{{1,60}})?[ \u00a0\u202f]?: ?\Z"),
    part=re.compile(r"(?!)(?P<cue>)"),
    clause=re.compile(
        rf" (?:lui |leur |nous |en |y )?(?P<cue>{_SAID}|parle|parlait|a parlé|évoque|évoquait|fustige"
        rf"|réclame|appelle|a réclamé|a appelé|se dit|s['’]est dit|croit)(?: {_FREE}{{0,100}})?\Z"
    ),
    late=re.compile(r"(?!)(?P<cue>)"),
    source=re.compile(r"(?P<cue>Selon|D['’]après) "),
    before=re.compile(rf"(?:Dans|À|En|Sur|Au|Aux|Côté|Chez) {_FREE}{{2,60}}, "),
    aside=re.compile(rf", {_FREE}{{3,80}},"),
    pronoun=re.compile(r"(?P<who>[Ii]l|[Ee]lle|lui)\b"),
    woman=re.compile("[Ee]lle"),
    others=re.compile(
        rf"(?<!\w)(?:{_SAID}|(?:ait|aurait|ont|auraient) {_PAST}|(?:parl|qualifi)(?:e|é|ait)|selon|{_WORDS})(?!\w)"
    ),
    denied=re.compile(
        rf"(?:(?<!\w)n['’](?:a|avait|ont) |(?<!\w)ne \w+ )(?:jamais|pas|point)(?! (?:seulement|que)\b){_FREE}{{0,40}}"
        r"[ \u00a0\u202f]?: ?\Z"
    ),
    another=re.compile(r"\b(?:et|tandis|pendant|avant)\b"),
    titled=re.compile(r"(?!)"),
    told=re.compile(
        rf"[,.]? ?(?:(?:{_SAID}|selon|d['’]après) |(?:a|avait|s['’]est)-t-(?:il|elle|on) |\w+-t-(?:il|"
        rf"elle)\b|(?:se |s['’])?\w+-(?:il|elle)\b)"
    ),
)
