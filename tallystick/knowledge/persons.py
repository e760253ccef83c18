"""Words that tell persons' names apart: offices, ranks, ways of address, particles, given names, well-known figures.

Written by us from common knowledge, 2026; licence as the package. A given name here is only a sign that a run of
capitalised words names a person; what the words round it say decides whether the person is private.
"""

from __future__ import annotations

OFFICES = frozenset(
    """president vice-president co-president premier chancellor minister ministers secretary secretary-general governor
    governors vice-governor governor-general mayor mayors vice-mayor spokesman spokeswoman spokesperson spokesmen spokespersons
    ambassador ambassadors envoy diplomat diplomats senator senators congressman congresswoman congressmen representative
    mp mps lawmaker lawmakers legislator parliamentarian parliamentarians speaker king queen prince princess emir sultan
    pope patriarch archbishop bishop cardinal ayatollah mufti
    general generals gen lt col colonel maj major capt captain lieutenant brig brigadier admiral adm vice-admiral
    rear-admiral commodore marshal commander commanders cmdr commander-in-chief lieutenant-colonel lieutenant-general
    major-general brigadier-general lt-col lt-gen maj-gen brig-gen chief chiefs co-chair leader leaders
    co-leader chairman chairwoman chairperson chair director directors director-general commissioner commissioners
    prosecutor prosecutors judge judges justice magistrate sheriff inspector superintendent supt insp
    administrator prefect sub-prefect official officials officer councillor councilor councillors alderman
    attorney-general ombudsman rapporteur coordinator co-ordinator adviser advisor advisers advisors aide
    warlord registrar consul executive ceo founder co-founder candidate politician politicians dictator strongman
    chieftain treasurer undersecretary under-secretary under-secretary-general negotiator
    gov sen rep pm dig ssp igp secretary-designate minister-designate president-elect chief-of-staff hetman
    head heads chief-executive manager-general autocrat oligarch kingpin caliph mastermind premier-designate regent
    analyst analysts expert experts researcher researchers fellow economist strategist historian professor prof
    academic scholar pollster columnist commentator correspondent reporter journalist editor editor-in-chief
    anchor author novelist filmmaker director-producer producer presenter broadcaster blogger photographer
    singer actor actress musician rapper comedian composer footballer striker goalkeeper midfielder defender coach
    player captain-coach boxer racer golfer cyclist-champion athlete sprinter swimmer champion tycoon billionaire
    counsel ringleader""".split()
)  # fmt: skip
RANK_AND_FILE = frozenset("sgt sergeant cpl corporal pvt private cadet constable".split())
# Named by what one does for others to hear or see: an office only where it is told of no harm to them.
SOLE_VOICES = frozenset("journalist reporter correspondent photographer blogger cameraman player athlete professor prof singer actor actress footballer musician academic editor writer".split())

ADDRESS = frozenset(
    "mr mrs ms miss dr doctor sir madam mme mlle sheikh sheik shaikh sister brother father rev fr pastor imam archimandrite deacon monsignor".split()
)
# Parts of a name that do not name anybody when they stand alone.
HONORIFICS = frozenset(
    """abu umm um om abou oum ummu bu daw u ko ma maw naw saw sai nang mahn khun sayed sayyid sayeed said syed haji hajji hajj hajja hadja hadj
    el-hadj alhaji alhaja mullah maulvi mawlawi maulana qari ustad ustaz hajia malam mallam don dona doña señor señora
    senor senora san santa mai pa nai tante oncle mama baba papa al el ag ould bin ibn ben bint abd abdul abdel abdal""".split()
)  # fmt: skip
PARTICLES = frozenset(
    "al el bin ibn bint ben ould ag abu de del della la da das do dos di van von der den ter ur ul y e wa as az ash ad".split()
)

# Words that, capitalised, belong to the name of a body, a place, a thing or a day, and so never to a person's.
NOT_NAMES = frozenset(
    """agency agencies airport air airlines airways alliance al-qaeda and army arena armed arms assembly association
    attack authority avenue bank base battalion battle bay beach bloc board body border boulevard bridge brigade
    brigades britain broadcasting bureau cabinet camp canal capital castle cathedral cell centre center central
    century chamber charter church churches city civil club coalition coast college command commission committee
    commonwealth community company conference confederation congress constitution convention corp corporation
    corps corridor council country county court crescent crisis cross crossing cup daily dam day defence defense delta
    democratic department desert directorate district division dome east eastern economic elections embassy
    emergency emirates empire energy europe european event exchange express facility factory federal federation
    festival field fire first fleet food force forces foreign forest foundation free front fund games gas gazette
    general-staff government great green group guard guards gulf hall harbour harbor haven health heights herald
    high highway hill hills holy hospital hotel house human humanitarian image images independent initiative inquiry inside
    institute institution insurance intelligence interior international investigation islamic island islands isle
    jihad journal junction justice-ministry labour lake land law league liberation library limited line live
    lower mall market markets mass media medical memorial middle military militia mine mines ministry mission mobile monitor
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december monument mosque motor mount mountain mountains movement museum national nation
    nations nato navy network new news newspaper north northern nuclear observatory observer occupied ocean office oil
    old olympic olympics operation operations opposition orchestra order organisation organization pact palace park parliament
    parties partners party pass peace peninsula people people's peoples plant platform plaza point police popular port post
    power premier-league press prison prize programme program progressive protection protocol province provincial
    public quarter radio railway rapid red reform regiment region regional relief republic republican rescue research
    reserve resistance resolution review revolution revolutionary rights river road royal russia sands sea
    secretariat security senate service services shelf shield shore social socialist society solidarity south
    southern soviet space square squad stadium staff standard star state states station steel strait strategic street
    strip studies summit super support supreme system task taxi television telegraph temple territory times tower town tv trade
    transitional treaty tribune troops trust tunnel un unit union united university upper urban valley victory village
    volunteer wall war watch water wedding west western wing women women's wood works workers world year young youth
    zone story read reading continue updated photo video watch-live getty reuters afp ap bbc cnn telegram twitter facebook whatsapp
    youtube instagram x google microsoft covid covid-19 christmas easter eid ramadan english french arabic hebrew
    christian muslim jewish islamist sunni shia shiite kurdish arab african asian american latin god bible quran
    black white blue golden iron operation storm swift euro dollar act bill city's airlift office's ltd inc
    front-page editorial opinion analysis explainer breaking exclusive subscribe advertisement
    tel tell kafr kfar deir wadi jabal jebel ain beit bab ras bir qalat khirbet kibbutz moshav attacks warplanes
    jan feb mar apr jun jul aug sep sept oct nov dec team information statement ministry affairs house department treasury
    gate checkpoint garden gardens grand hostel inn café cafe restaurant cinema theatre theater school bus metro
    line pipeline reservoir basin cape horn plateau province's governorate oblast raion krai prefecture canton
    commune department's barangay municipality township ward block sector area""".split()
)  # fmt: skip
# Words a sentence may begin with, and others that are capitalised without being names.
OPENERS = frozenset(
    """a an the this that these those there here it its he she they we i you his her their our my your who whom whose
    which what when where why how if but and or nor so yet for as at by in into on onto of off from to up down with without
    within while during after before since until till because although though unless whether than then thus hence
    afterwards afterward deliberate however meanwhile moreover also even still only just once twice again already never ever always often sometimes
    no not none nobody nothing neither either both each every all some any many much more most few fewer several
    another other others such same one two three four five six seven eight nine ten eleven twelve twenty thirty
    forty fifty hundreds thousands dozens scores half nearly almost about around over under above below across along
    among amid against between beyond near outside inside behind beside besides despite except through throughout
    toward towards upon via per like unlike according following including regarding due thanks please yes
    is are was were be been being am do does did has have had having will would can could should may might must shall
    said says told asked called added earlier later today yesterday tomorrow tonight now soon recently finally
    perhaps maybe indeed instead rather quite very too let lets don't didn't isn't wasn't it's that's there's he's she's
    local eyewitness eyewitnesses police officials residents witnesses relatives rescuers doctors survivors families villagers
    soldiers troops gunmen militants rebels protesters activists authorities sources children women men people
    former ex late acting interim senior deputy chief top prominent veteran outgoing incoming newly
    killed wounded injured dead missing arrested detained released dear hello good bad big small little long short
    down-to-earth born asked-about left right back next last second third""".split()
)  # fmt: skip

_GIVEN = """
aaliyah aaron abbas abdallah abdelaziz abdelkader abdelrahman abdi abdirahman abdou abdoulaye abdul abdulaziz abdulkadir abdullah abdullahi abdulrahman abebe
abel abena abigail abiodun abraham abu achieng ada adam adama adan adaeze adel adeola adil adnan adriana adrian adolfo afonso ahlam ahmad ahmed ahmet
aicha aisha aishatu aissata aïcha aïssata ajay ajmal akbar akhtar akmal akram alaa alan albert alberto alejandra alejandro aleksandr aleksander aleksei alemayehu alex
alexander alexandra alexandre alexei alfonso alfred alfredo ali alia alice alina alioune alisher aliya aliyu alma almaz alpha alvaro álvaro
amadou amal amanda amani amara amina aminata aminu amir amira amit amjad ammar amna amos amr ana anas anastasia anastasiia anatoly anatoliy anders andrea
andreas andrei andrés andres andrew andrey andrii andriy angel ángel angela angelica anil anita ann anna anne anthony antoine anton antonina antonio
anwar arash arben arif aristide arjun arlen armando armen arnold arslan artem arthur artur arturo arvind asad asha ashraf asif asim asma asmaa asya ataullah
aung awad awa axel ayesha ayman aysha ayşe ayse azadeh aziz aziza babak babacar badr bakary bakr balaraba barbara basel bashar bashir basim bassam bassem bayan
beatriz behrouz belal ben benedict benjamin bernard bernardo bilal bilel binta bintou blessing bogdan bohdan boris brahim brian bruno burhan camila camilo carlos carmen carol
caroline catalina catherine cecilia césar cesar chantal charles charlotte chibuike chidi chinedu chioma christian christina christine christopher chukwuma cláudia claire clara
claude claudia colin cristian cristina cyril dalia dana daniel daniela danilo danny daoud darya daryna dawit david dawood deborah denis denys desta diana
diego dilawar dilbar dina djibril dmitri dmitriy dmitry dmytro dominique donald dora doris duaa dunia ebrahim eduardo edward edwin ehab ekaterina elena eleni eli elias elif elijah
elisabeth elizabeth ella ellen elvira emeka emma emmanuel emre enas enrique eric erika ernesto esmail esperanza esther eszter eva evelyn evgeny eyad ezra fabian fabiola
fadel fadi fadwa fahad faisal faith faiz fanta farah fareed farhad farida farid farouk faruk faten fatema fatemeh fatima fatimah fatiha fatma fatmata fatou fatoumata fawaz fawzi
faye fayez federico felipe felix fernanda fernando feyisa fida firas florence francine francis francisca francisco françois frank fred frédéric gabriel gabriela galyna
gaspard genet george georges gerald gerardo getachew ghada ghassan ghazi ghulam gideon gilbert gladys gloria goran grace graciela grigory guillermo gul gulalai gulnara gustavo habib
habiba hadi hadiza hafsa haider haidar hajar hakim hala halima halyna hamad hamdi hameed hamid hamida hamza hana hanan hanaa hani hania hanna hannah hany haroun
harry haruna hasan hashim hassan hatem hawa haya hayat haytham hector héctor heba helen helena henry herman hermann hiba hilda hind hisham hiwot hodan hoda hossein hryhoriy huda
hugo humberto hussain hussein husam iain ian ibrahim ibrahima idris idriss ignacio igor ihor ihab ilya iman imad imran ines inès inna ioana iqbal irene irina irma iryna
isaac isabel isabella isha ishaq ishmael ismael ismail issa issam issouf ivan ivana iván izzat jaafar jabbar jabir jack jackson jacob jacques jafar jaime jairo jalal jamal jameel james
jamil jamila jan jana jane janet jasmin jason javed javier jawad jean jean-baptiste jean-claude jean-paul jean-pierre jeanne jeff jennifer jens jeremy jessica jesús jesus jihad jim joan joanna
joao joão joaquín joaquin joe joel john jonas jonathan jorge josé jose josef joseph josephine joshua josué jovan juan juana juana judith julia julian juliana julie julien juliet julio julius jun
june junaid kadiatou kadidia kainat kamal kamala kamil kamran karen karim karima karina karl kasim katarina kateryna kate katherine kawthar kaveh kazim keith kelvin kemal
kenneth kevin khadija khadra khair khalid khaled khalida khalil khin khurshid kyaw kwame kofi konstantin krishna kristina kumar kunle laila lamia lamin lana lara larisa larysa latifa laura lauren laurent layla leah
lee leila lena leo leon leonardo leonid leyla liam lidia liliana lilian lina linda lisa liubov ljubica lorena louis louise lourdes luca lucas lucia lucía lucie luciano lucy luis luisa luka
luke luz lydia lyudmila lyubov madina magdalena magomed maha mahamadou mahamat mahbub mahdi mahendra maher mahmoud mahmud mahsa mai maimouna majed majid maksym malak malek malik malika mamadou mamoun manal manish manoj manuel
mansour manuela mara marc marcela marcelo marco marcos marcus margaret margarita maría maria mariam mariama mariana marie marija marina mario marion mariya mark marko marlene marta marth martha
martin martín marvin marwa marwan mary maryam maryna masoud mateo mathieu matthew maung maurice mauricio max maxim maya maysa mehdi mehmet mehran melissa mercy meriem michael michel michelle miguel
mihail mikhail milan mila milena milica min mina minh mirwais mirza mitra moe mohamad mohamed mohammad mohammed mohamud mohan mohannad mohsen moises moisés mona monica mónica monika moses moshe mouhamed mounir mousa moussa mstyslav muath muayyad
mubarak muhamad muhammad muhammed muhannad mujahid mukhtar muna munir murad murat musa mustafa mustapha mutasim mykhailo mykola myo mya nabil nabila nada nader nadezhda nadia nadir nadiia nadine nadiya nafisa nagham nahed naim najat najib najla
nancy naoko naomi narges naseem naser nasim nasir nasrin nasser natalia nataliia nataliya natasha nathalie nathan nawal nawaf nayef nazar neda nelson nermin neven ngozi nicholas nick nicolas nicole nidal niamh nibal nihad nikita niko nikola nikolai nikolay nimrod nina ning
nisreen nizar njeri noah noel noor noora nora noura nour nuha nur nura nuri nyein octavio oday odette ola olaf oleg oleh oleksandr oleksandra oleksii oleksiy olena olesya olga olha olivia oliver omaima omar omer omid osama oscar óscar osman othman ousmane
oumar oumarou oumou pablo palwasha paola parisa parveen parwin pascal patience patricia patrick paul paula paulina paulo pavel pavlo pedro peter petro pham philip philippe phyo pierre pilar piotr prakash praveen precious prisca priya qais qasim qassem quentin rabia rachel rachid radwan rafael rafaela rafiq
raed raghad rahel rahim rahima rahman rahul raja rajab rajesh rakesh ram ramadan ramatou rami ramírez ramiro ramon ramón ramzi rana rana rania raquel rasha rashid rashida rasul raul raúl ravi rawan rayan raymond razan razia rebecca reem refaat regina rehana rehman reza ricardo richard rida rima rita riyad robert roberto
robin rocío rocio rodrigo roger roksolana roland roman ronald rosa rosalba rosario rose roxana roya ruba ruben rubén ruslan ruth ruthie saad sabah sabina sabir sabrina sadia sadiq saeed saeeda safa safia safiullah safiya sahar said saida saif saima sajid sakina salah salam saleem saleh salem salim salima salimata salma salman salome salwa sam sama samar sameer
samer sami samia samir samira samuel sana sandra sanjay santiago sara sarah sardar sasha saud savita sayed seamus sean sebastian sebastián selma semira serge sergei sergey sergio serhii serhiy seydou shabnam shadi shafiq shah shahid shahla shaima shaimaa shakir shams sharif sharon shehu shereen sherif shireen shirin shukri siddiq sidi silvia simon
simone sina sirajuddin siti slavko slobodan sofia sofía sohail solomon somaya sonia sophia sophie sory soulaymane stacey stanislav stefan stella stephen stepan steve steven suad subhi sue sufyan suha suhaib suleiman suleyman sulaiman sultan sumaya sunil suresh susan susana suzanne svetlana svitlana sylvia sylvie tadesse taha tahir taisiia tala talal tamar tamara tamer tanya tania tara tarek tareq tariq taras
tatiana tawfiq tayyab teodoro teresa tesfaye tetiana tetyana tewodros thant thein thet thierry thomas tigist tim timothy tin tomás tomas tommy tony toufik traoré tsega turki tyler ulises umar umaru umer usama usman valentina valentyn valentyna valeria valerie valery vasyl vasily venus vera verónica veronica victor víctor victoria
vijay viktor viktoria viktoriia vikram vincent violeta virginia vitaliy vitalii vitaly vivian vladimir vladyslav volodymyr vyacheslav wael wafa wai wajdi waleed walid walter wanjiru waqas wasim wesley wilfred william wilmer wilson win xavier yaakov yacine yacouba yahya yakubu yamileth yana yara yaroslav yaser yasin yasir yasmin yasmine yasser yazan yehia yehuda yelena yemi yevgeny yevhen yonas yosef
youcef yousef youssef youssouf yuki yuliia yulia yuliya yunus yuri yurii yuriy yusuf yves yvette yvonne zahir zahra zaid zaina zainab zaki zakaria zara zarina zaw zawadi zeina zeinab zeynep zia ziad zienab zinaida zoe zohra zoya zubair zulfiqar gulnaz halina
"""  # fmt: skip
GIVEN_NAMES = frozenset(_GIVEN.split()) - {
    "jihad", "may", "june", "faith", "mercy", "grace", "precious", "blessing", "patience", "joy", "jan", "win", "tin",
    "min", "mai", "la", "san", "ram", "van", "jordan", "chad", "said", "sultan", "star", "rose", "mark", "will",
    "santiago", "victoria", "florence", "sharon", "alexandria", "milan", "darya", "virginia",
}  # fmt: skip

# Heads of state and of government, ministers and leaders so well known that reports give them no office.
FIGURES = frozenset(
 """putin zelensky zelenskyy zelenskiy biden trump obama clinton netanyahu erdogan erdoğan assad macron merkel scholz
    sunak starmer modi xi jinping khamenei raisi rouhani pezeshkian lavrov shoigu medvedev
    peskov blinken rubio guterres stoltenberg rutte lukashenko orban orbán morawiecki tusk duda nasrallah
    sinwar haniyeh haniya deif gantz gallant lapid arafat sisi al-sisi gaddafi qaddafi haftar dbeibah
    al-burhan hemedti dagalo al-bashir abiy tshisekedi kagame museveni ruto buhari tinubu ramaphosa mnangagwa
    goita goïta tchiani bazoum maduro bolsonaro lula amlo sheinbaum bukele boluarte 
    milei ortega duterte hlaing houthi al-houthi baghdadi al-baghdadi zawahiri
    al-zawahiri soleimani prigozhin kadyrov surovikin gerasimov zaluzhny zaluzhnyi syrskyi budanov arestovych podolyak
    yermak kuleba reznikov umerov pelosi vance hegseth milley pompeo bolton reagan thatcher 
    stalin lenin hitler grossi zakharova gorbachev yeltsin mandela mugabe saddam guevara meloni draghi borrell leyen
    kishida yoon ardern trudeau zuma karzai hekmatyar zardari bhutto musk navalny navalnaya
    pashinyan aliyev vucic vučić kurti milosevic karadzic mladic kony shekau al-jolani jolani al-sharaa al-shara sharaa
    pinochet zapatero mattarella steinmeier """.split()
) # fmt: skip

FIGURE_NAMES = frozenset(
    {
        "boris johnson", "mahmoud abbas", "imran khan", "kim jong un", "kim jong-un", "kim", "pope francis", "kamala harris",
        "lloyd austin", "david cameron", "ferdinand marcos", "charles michel", "omar al-bashir", "pedro sánchez", "fidel castro",
        "george bush", "tony blair", "mike pence", "shinzo abe", "moon jae-in", "scott morrison", "ali abdullah saleh",
        "mohammed bin salman", "naftali bennett", "ashraf ghani", "nawaz sharif", "shehbaz sharif", "álvaro uribe",
        "iván duque", "pedro castillo", "gustavo petro", "liz truss", "john kerry", "osama bin laden", "bin laden",
        "aung san suu kyi", "suu kyi", "min aung hlaing", "ibrahim traoré", "anthony albanese", "elon musk", "musk",
        "king charles", "queen elizabeth", "hashim thaci", "abdel fattah al-burhan",
    }
)  # fmt: skip
