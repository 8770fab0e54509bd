"""Given names by sex: they tell that "he" can be a Paul and cannot be a Carly. Ambiguous names are left out."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


MALE = _words(
    """aaron abdul abdullah abraham abu adam adrian ahmad ahmed akira al alan albert alberto alejandro aleksandr alex
    alexander alexei alfonso alfred alfredo ali alistair alastair allan allen amir anand anatoly anders andre andreas
    andres andrei andrew andy angus anil anthony antoine anton antonio antonin antony archie aristide arjun arnold
    arthur arturo asif august austin axel barack barney barry bart bashar beau ben benedict benjamin benny bernard
    bernie bill billy bjorn blake bob bobby boris brad bradley brandon brendan brent brett brian bruce bruno bryan
    byron caleb calvin carl carlos carlo carter cecil cedric cesar charles charlie chester chris christian christoph
    christopher chuck clarence clark claude clay clayton clement cliff clifford clint clinton cody colin conor corey
    cornelius craig curt curtis dale damian damon dan daniel danny darrell darren daryl dave david davis dean denis
    dennis derek desmond dick diego dieter dimitri dmitri dmitry dominic don donald donnie doug douglas drew duncan
    dustin dwayne dwight earl ed eddie edgar eduardo edmund edward edwin eli elias elijah elliot elliott emanuel emil
    emilio emmanuel enrique eric erik ernest ernesto ethan eugene evan evgeny ezra fabian felipe felix ferdinand
    fernando fidel floyd francesco francis francisco francois frank franklin fred freddie frederick friedrich fritz
    gabriel garrett garry gary gavin gene geoff geoffrey george gerald gerard gerhard gianni gilbert giovanni giuseppe
    glen glenn gordon graham grant greg gregg gregory guillermo gus gustavo guy hakeem hamid hank hans harold haruki
    harris harrison harry harvey hassan hector heinrich helmut henri henrik henry herbert herman hiroshi horst howard
    hugh hugo hussein ian ibrahim igor isaac isaiah ismail ivan jack jackson jacob jacques jake jalen james jamal
    jan jared jason javier jay jean-claude jean-luc jean-marie jeb jed jeff jefferson jeffrey jens jeremiah jeremy
    jerome jerry jesse jesus jim jimmy joachim joaquin joe joel joey johan johann johannes john john-paul johnny jon
    jonah jonathan jorge jose joseph josh joshua juan juha julian julien julio jurgen justin karim karl keith ken
    kenneth kenny kent kevin khalid khizr kirk klaus kofi kris kurt kyle lamar lance larry lars lawrence lee leo leon
    leonard leonardo leonid leroy leslie lester lewis liam lincoln lionel lloyd logan louis lou luca lucas luigi luis
    luke luther magnus mahmoud malcolm manfred manuel marc marcel marco marcos marcus mario mark markus marshall martin
    marty marvin mateo matt matteo matteo matthew matthias maurice max maxim maximilian mel mehmet merrick michael
    michel miguel mikael mike mikhail miles milton mitch mitchell mitt mohamed mohammad mohammed moses muhammad murray
    mustafa narendra nate nathan nathaniel neal ned neil nelson newt nicholas nick nicolas nigel nikita nikolai noah
    noel norman olaf oleg oliver omar orlando orrin orson oscar osama otto owen pablo pat patrick paul pedro pete peter
    petro phil philip philippe phillip pierre piotr pranab preston qasim rafael rahm rahul raj rajesh ralph ramon rand
    randall randy raul ravi ray raymond reggie reginald reince rene rex reza rich richard rick ricky rob robbie robby
    robert roberto rod roderick rodney rodrigo roger roland rolf roman ron ronald ronnie ross roy rudolf rudolph rudy
    rupert russ russell ryan saddam said salman salvador salvatore sam samir samuel satya scott sean sebastian serge
    sergei sergey sergio seth shane shaun shawn shinzo shane sherrod sheldon silvio simon sohail spencer stan stanley
    stefan stephane stephen sterling steve steven stewart stuart sundar sven taylor ted terence terrence terry thabo
    theo theodore thomas tim timothy toby todd tom tomas tommy tony toshiro travis trent trevor trey troy tyler ulrich
    uwe valery vern vernon victor vijay vikram viktor vince vincent vinod vitaly vladimir volodymyr wade wallace walt
    walter warren wayne wendell wesley wilbur will willard willem william willie winston wolfgang woodrow xavier xi
    yasser yevgeny yitzhak yoshi yusuf yuri zach zachary zbigniew"""
)
FEMALE = _words(
    """abigail ada adela adele adriana agnes aisha alejandra alexandra alexandria alexis alice alicia alison allison
    alma alyssa amanda amber amelia america amina amy ana anastasia andrea angela angelica angelina angie anita ann
    anna annabel anne annette annie annika antonia april aretha ariana arianna ashley astrid audrey aung ava ayesha
    barbara beatrice becky belinda bella bernadette bernice beth bethany betsy betty beverly beyonce bianca birgit
    blanche bonnie brenda bree brianna bridget brigitte brooke camila camille candace candice carla carly carmen carol
    carole carolina caroline carolyn carrie cassandra catherine cathy cecile cecilia celeste celia charlene charlotte
    chelsea cheryl chloe christina christine cindy claire clara clarissa claudia cleo colleen condoleezza connie
    consuelo cora corinne courtney crystal cynthia daisy danielle daphne darlene dawn deb debbie deborah debra dee
    deirdre delia denise desiree diana diane dianne dina dolores donna dora doreen doris dorothy ebony edith edna
    eileen ekaterina elaine eleanor elena elisa elise eliza elizabeth ella ellen elsa elsie emily emma erica erika erin
    ernestine esmeralda esperanza estelle esther ethel eunice eva eve evelyn faith farah fatima felicia fiona florence
    frances francesca frida gabriela gabrielle gail gayle geneva genevieve georgia georgina geraldine gertrude gina
    ginger gisele giulia gladys gloria grace greta gretchen gwen gwendolyn hannah harriet hazel heather hedwig heidi
    helen helena helga henrietta hilda hillary hilary hope huma ida ilana ilse imelda indira ines ingrid irene iris
    irina irma isabel isabella isabelle ivanka ivy jacqueline jamila jan jane janet janice janine jasmine jean jeanette
    jeanne jeannine jen jenna jennifer jenny jessica jill jo joan joanna joanne jocelyn jodi johanna josephine joy joyce
    juanita judith judy julia juliana julianne julie juliet june justine kaitlyn kamala karen karin karina karla kate
    katerina katharine katherine kathleen kathryn kathy katie katrina kay kayla kayleigh keiko kellyanne kendra kiersten
    kim kimberly kirsten kirstjen krista kristen kristin kristina laila lara latoya laura lauren laverne leah leila lena
    lenora leona leticia letitia lila lilian liliana lillian lily linda lindsay lisa liz liza lois lola loretta lori
    lorraine louisa louise lourdes lucia lucille lucy luisa lupita lydia lynn lynne mabel madeleine madeline madison
    mae maggie malala malia mandy marcia margaret margarita margo maria mariah mariam marian marianne marie marilyn
    marina marine marisa marissa marjorie marla marlene marsha martha martina mary maryam matilda maureen maxine maya
    megan meghan megyn melania melanie melinda melissa mercedes meredith meryl mia michelle mila mildred millie mimi
    minnie miranda miriam moira molly mona monica monique muriel myra nadia nadine nancy naomi natalia natalie natasha
    nellie nettie nichelle nicola nicole nikki nina noemi nora noreen norma octavia odette olga olivia opal ophelia
    oprah paige pamela patrice patricia patsy patti patty paula paulette paulina pauline pearl peggy penelope penny
    petra phoebe phyllis polly priscilla priya queenie quinn rachel rachelle ramona raquel reba rebecca regina renee
    rhoda rhonda rita roberta rosa rosalie rosalind rosanne rosario rose rosemary roslyn roxanne ruby ruth sabrina sally
    samantha sandra sara sarah sasha savannah selena serena shaheen shannon sharon sheila shelley sherry sheryl shirley
    sierra silvia simone sinead sofia sonia sonja sophia sophie stacey stacy stella stephanie sue summer susan susanna
    suzanne svetlana sybil sylvia tabitha tamara tammy tania tanya tara tatiana teresa terri tess tessa thelma theresa
    therese tiffany tina toni tonya tracy tricia trudy tulsi ursula valentina valerie vanessa vera veronica vicki
    vickie victoria viola violet virginia vivian wanda wendy whitney whoopi wilhelmina willa wilma winifred winnie
    xochitl yasmin yolanda yoko yvette yvonne zara zelda zoe"""
) - {"jan"}  # fmt: skip
# Alone these are as often family names, places or words: "Clinton" may be a woman, "Kim" a man.
ALSO_LAST = _words(
    """abdullah abraham ahmed ali allan allen america april arnold austin barry bernard blake boris bradley brandon
    brook brooke bruce bruno byron carol carolina carter cecil chance charlotte chase chelsea chester christian
    clark claude clay clayton clement clifford clinton cody craig crystal curtis dale damon davis dawn dean dee
    diamond douglas drew duncan earl eden elliott emery eve faith fidel florence floyd ford forrest francis franklin
    geneva george georgia gilbert ginger glenn gordon grace graham grant gray guy harper harris harrison hassan
    heath herman holly hope howard hunter hussein ibrahim india israel jackson jacob jamal jan james jasmine
    jefferson jesus jordan joseph june kay kelly kendall kent kerry khalid kim kirk lamar lawrence lee leonard
    leslie lewis lincoln lloyd logan london louis luther lynn madison magnus marshall martin mason max maxwell may
    mel melody mercedes merrick michael miles milton mitchell mohamed mohammad mohammed morgan morris moses muhammad
    murray nelson newt norman oliver omar opal orlando owen paris parker perry pierce porter preston quinn rand
    randall randolph ray raymond reed reid rex rich robin roman rosario rose ross russell salman savannah scott seth
    shannon shaw sheldon sherman sidney sierra smith spencer sterling stewart summer sydney taylor terry thomas todd
    tracy tyler vance vernon victor victoria vincent virginia wade walker wallace walter ward warren wayne webb
    wendell wesley whitney will willard william willow wilson winston woodrow xi"""
)
