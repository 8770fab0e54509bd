"""German verbs of speaking, in the forms in which reports have them: "sagte", "sagt"."""

from briefings.languages.lexis import either

_WEAK = either(
    r"""sag mein erklär beton kritisier ergänz bericht(?=e) forder warn antwort(?=e) frag versicher bestätig
    kommentier lob klag mahn erläuter erzähl entgegn(?=e) bekräftig schimpf brumm ermahn scherz spott(?=e) witzel
    schwärm jubel stöhn seufz murmel flüster raun behaupt(?=e) vermut(?=e) beteuer konter erwider prophezei urteil
    bilanzier resümier begründ(?=e) rechtfertig argumentier analysier plädier appellier droh fluch(?=t) poch(?=t)
    lästerm? mutmaß verlang wetter mecker knurr grummel protestier schilder folger räsonier dozier präzisier
    unterstreich(?=t) philosophier stammel stotter tröst(?=e) höhn hauch(?=t)"""
)
_STRONG = either(
    """rief ruft schrieb schreibt widersprach widerspricht gestand gesteht findet versprach verspricht bat bittet
    empfahl empfiehlt riet rät bekannte bekennt schrie schreit"""
)
SAID = rf"(?:{_WEAK}e?te?|{_STRONG}|fügte|fügt)"
"""One word that says; "fügte hinzu" by its first."""

OF_ONESELF = either(
    r"""erinnerte? freute? ärgerte? wunderte? empörte? beschwerte? rechtfertigte? entschuldigte? verteidigte?"""
)
"""With "sich": „…“, freute sich Anna Berg."""

HAD_SAID = either(
    r"""gesagt erklärt betont geschrieben gefordert gewarnt berichtet erzählt gefragt gerufen versichert kritisiert
    angekündigt geantwortet verkündet geäußert"""
)
