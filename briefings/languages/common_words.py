"""The commonest words of languages in Latin letters, by which a text tells its language; every table is by hand."""

COMMON = {
    "en": """the of and to in is was that for it with as his he on be at by had not are but from or have an they which
        one you were her all she there would their we him been has when who will more if out so said what up its about
        into than them can only other new some could time these two may then do any my now such like our over even
        most made after also did many before must through back years where much your way well down should because each
        just those people how too us good very make still own work long get here between being under never day same
        another know while last might year since against used take three says told this a i""",
    "de": """der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er
        hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur
        bis mehr durch man sein wurde sei kann gegen vom können schon wenn habe seine ihre dann unter wir soll
        ich eines jahr zwei jahren diese dieser wieder keine uhr seiner worden will zwischen immer was sagte gibt alle
        diesem seit muss wurden beim doch jetzt waren drei neue damit bereits da ihr seinen müssen ab ihrer ohne
        sondern selbst ersten nun etwa heute weil ihm viele ihn euro nichts deren derzeit sowie zudem""",
    "fr": """de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son
        aux l ou qu cette mais on comme sa été ses nous leur elle être fait ont tout même deux ces
        entre sans après très aussi bien où dont dit peut était avait leurs ans encore depuis contre vous je si
        lui deux notre autres avant sous alors non chez selon ainsi ils elles celui celle déjà toujours faire
        moins trois pendant jusqu lors votre quand car tous toutes avoir ont lundi mardi jeudi vendredi année""",
    "es": """de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin
        sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque
        qué sólo solo han yo hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora
        cada e vida otro después te otros aunque esa eso hace otra gobierno tan durante siempre día tanto ella tres
        sí dijo sido gran país según menos mundo año antes estado estaba quien hacer nada contra ante bajo""",
    "it": """di e il la che in a per un del non è una i le si con da dei al alla come sono più gli nel della anche
        ha lo ma su delle ed se o dal nella ai questo ci dalla l questa hanno stato suo degli sua essere tra
        dopo solo prima anni due fatto alle quando tutti stata io loro chi dell all nell quello molto era anno
        cui mi ne perché sul ancora già poi così dove senza oltre ogni lui tutto suoi fra contro nelle stati parte
        sia può sta però allora sulla dall negli fino proprio tutte quella ora qui detto mentre aveva""",
    "nl": """de van het een en in is dat op te met voor zijn die er aan niet om ook als maar bij door naar dan over
        uit nog ze hij werd wordt of kan heeft worden zo was hun meer al tot deze had wel wat geen jaar moet hebben
        ik we je zou onder dit veel zich tegen nu na waar daar tussen haar alleen zij twee alle andere wij nieuwe
        toen zal mensen eerste hier omdat kunnen goed moeten zegt ging weer waren volgens vandaag gaat eerder
        onze zonder kwam terug hem vrijdag maandag echter sinds steeds kon maakt laatste binnen toch mijn""",
    "pt": """de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à
        seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo
        aos ter seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos
        elas havia seja qual será nós tenho lhe deles essas esses pelas este dele anos ano segundo disse sobre
        ainda onde dois contra durante desde porque agora todos cada são""",
    "sv": """och att det i en som är på för med av den till inte har de om ett han men var jag sig från vi så kan när
        år under också eller efter vid mot hade nu ut där ska blev skulle mycket finns varit alla andra mellan bara
        då sin sina vill få hon säger här över mer vara sedan dem denna detta upp utan""",
    "da": """og at i det er en til på af den for der med de ikke som har et han men var fra vi om så kan ved sig jeg
        eller efter blev nu skal ud hvor også mod være når år over havde hun siger op dem mange blive meget alle
        andre kun mellem havde bliver ville""",
    "no": """og i det er en på til som av for at med de den har ikke et han var fra om men seg så vi kan jeg etter ved
        eller nå skal ut hvor også mot være når år over hadde hun sier opp dem mange bli mye alle andre bare mellom
        ble etter noe blir ville""",
    "pl": """w i na się do nie że o jest to po jak za od przez a dla ale oraz tym są co być ma który która które
        już tylko było tego był przy bardzo może pod będzie jego jej ich tak czy także między roku lat przed które
        została zostało gdy jeszcze""",
    "cs": """a v se na je že do o i to k ve pro za by ale si po jako od podle který která které jsou už jen také
        nebo však bude byl byla bylo při jeho jejich až mezi před ještě není tak co když kteří proti roku let""",
    "fi": """ja on ei että se oli hän en mutta ovat ole kun myös niin mukaan joka jos sen vain sekä tai kuin ovat
        voi sitä nyt jo hänen ollut jossa olla vielä mitä tämä tämän mukana jälkeen ennen vuonna vuoden kanssa""",
    "hu": """a az és hogy nem is egy ez de van volt meg mint csak már még el azt ezt vagy szerint több lehet után
        kell lesz között amely amelyet ami aki mert ha minden pedig sem így itt ott majd nagyon két évben""",
    "ro": """și de în a la cu pe că nu o un din se este pentru mai care al le sau fi au fost ale dar prin după lui
        ce sunt ca am dintre lor când era avea această acest aceste fără între până foarte către""",
    "tr": """ve bir bu da de için ile çok olarak daha olan gibi en ne var ama kadar sonra o ise göre değil mi her
        ya ancak yeni oldu olduğu tarafından dedi etti iki yıl büyük hem şey ki bunu""",
    "id": """yang dan di dengan untuk dari ini itu tidak pada dalam akan oleh ke ada adalah juga telah sebagai
        karena mereka tersebut bisa atau sudah lebih para kepada saat kata menjadi bahwa tahun""",
    "ca": """els amb és dels al va ha més seva seu són aquest aquesta però també fins molt tot hi ho perquè dins
        aquests quan dels pels als mitjançant""",
}  # fmt: skip
