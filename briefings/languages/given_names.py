"""German and French given names by sex: they tell whom "er" or "elle" can mean. Ambiguous ones are left out."""

from briefings.quoting import given_names

_MEN = frozenset(
    """achim adrien alain albrecht alexandre alexis alois andré andreas anselm antoine anton armand armin arnaud arne
    artur aurel aurélien axel baptiste bastian bastien benedikt benjamin benno benoît bernd bernhard bert berthold
    björn bodo boris bruno burkhard carsten cédric cem christof claus clemens clément clemens damien david denis
    detlef detlev didier dieter dirk dominik eberhard eckart eckhard edmond egon ekkehard emil émile emmanuel enno
    eric erich ernst erwan erwin étienne eugen ewald fabien fabrice falk ferdinand florent florian françois franck
    frank franz frédéric friedhelm friedrich georg georges gérald gérard gerd gernot gilles götz grégoire grégory
    gregor guido guillaume günter günther gustav hanno hannes hans-jürgen hans-peter harald hartmut hasan heiko
    heiner heinrich heinz henning henri herbert hermann hervé heribert holger horst hubert hubertus hugo ingo iker
    jakob jan-peter jean jean-baptiste jean-claude jean-françois jean-jacques jean-louis jean-luc jean-marc
    jean-marie jean-michel jean-paul jean-philippe jean-pierre jean-yves jérémie jérémy jérôme joachim jochen joël
    johann johannes jonas jörg jörn josef julien jupp jürgen justus kai karim karl karl-heinz karsten kaspar kevin
    kilian klaus klaus-dieter knut konrad konstantin korbinian kurt lambert laurent laurenz lionel loïc lorenz
    lothar louis luc lucas ludger ludovic ludwig lukas lutz mads malte marc-antoine marcel marek markus martin
    mathias mathieu mathis matthias maurice max maxime mehmet meinhard michael michel mirko moritz murat mustafa
    nicolas niels niklas norbert nils olaf ole oliver olivier ottmar ottokar otto pascal patrice patrick paul peer
    peter philipp philippe pierre pierre-yves quentin raimund rainer ralf raphaël raymond reiner reinhard reinhold
    rémi rémy renaud rené robin roger rodolphe romain roland rolf romuald rüdiger rudi rudolf sébastien serge
    siegfried siegmar sigmar stefan steffen stéphane sven sylvain tarek thibault thierry thilo thomas thorsten
    tiago till tilo tim timo tobias torben torsten tristan udo ulf ulrich urs uwe valentin veit vincent volker
    walter walther werner wilfried wilhelm willi william winfried wolf wolfgang wolfram wout xaver xavier yann
    yannick yves yvan yusuf""".split()
)
_WOMEN = frozenset(
    """adèle adelheid agathe agnès aicha almut amélie amina anaïs andrée angelika anja anke anna-lena anne-marie
    annegret annelie anneliese annemarie annette antje apolline ariane astrid aurélie aylin bärbel beate béatrice
    bénédicte bettina birgit birgitta birte brigitta brigitte britta camille carina carine carla carola caroline
    catherine cécile céline charlotte chantal christa christel christelle christiane christine clara clarisse
    claudia clémence clotilde colette constance corinna corinne dagmar danièle delphine doris dorothea dorothee
    edeltraud edith élisabeth elfriede elif elisabeth elise élise elke elsbeth émilie emine emma erika estelle eva
    ève fatma fatima fatou florence franziska françoise frédérique frieda friederike gabi gabriele geneviève gerda
    gerlinde gertrud gesche gesine ginette gisela greta gudrun hanna hannah hanne hannelore heike heidemarie
    heidrun helga hélène henriette hertha hilde hildegard ilka ilona ilse imke ines inès ingeborg ingrid inga inge
    inka irène iris irmgard isabelle jacqueline jana janine jeanne jeannette jocelyne johanna jorinde josette
    josiane judith julia julie juliette jutta kathrin katharina karin karola katarina katja katrin kerstin kirsten
    klara konstanze kristin lætitia laetitia laura laure laurence leila léa lena leonie leyla lieselotte lilian
    linda lisa lise lotte louise luise lucette lucie lydia lydie madeleine maëlle magali maike maite manon mareike
    margarete margarethe margaux margit margot margret margrit maria marianne marie marie-claude marie-france
    marion marit marlene marlies martina mathilde mechthild meike meral mia michaela michèle mireille mirjam
    monika monique muriel myriam nadège nadia nadine nadja natalie nathalie natascha nele nicole nina noémie nora
    océane odile ophélie pascaline patricia paula paule pauline perrine petra rachel ragnhild regina regine régine
    renate rita rosa rosemarie roswitha ruth sabine sabrina samira sandra sandrine sara sarah saskia ségolène
    sibylle sigrid silke silvia simone solange solène sonja sophie stefanie stéphanie susanne suzanne svenja
    svetlana sylvia sylvie tanja tatjana tina ulla ulrike ursula uschi ute valérie vanessa vera verena véronique
    veronika viktoria virginie waltraud wiebke yasmin yvette yvonne zeynep zoé""".split()
)
MEN = (given_names.MALE | _MEN) - _WOMEN
WOMEN = (given_names.FEMALE | _WOMEN) - _MEN


def sex_of(given: str) -> str:
    """Return "m" or "f" as the given name tells, else nothing; of a double name ("Karl-Heinz") the first part."""
    lower = given.lower()
    for word in (lower, lower.split("-")[0]):
        if word in MEN:
            return "m"
        if word in WOMEN:
            return "f"
    return ""
