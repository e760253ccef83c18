"""Words that tell persons' names apart: offices, ranks, ways of address, particles, given names, well-known figures.

Written by us from common knowledge, 2026; licence as the package. A given name here is only a sign that a run of
capitalised words names a person; what the words round it say decides whether the person is private.
"""

from __future__ import annotations

OFFICES = frozenset(
    """
    president vice-president co-president premier chancellor minister ministers secretary secretary-general governor
    governors vice-governor governor-general mayor mayors vice-mayor spokesman spokeswoman spokesperson spokesmen
    spokespersons ambassador ambassadors envoy diplomat diplomats senator senators congressman congresswoman
    congressmen representative mp mps lawmaker lawmakers legislator parliamentarian parliamentarians speaker king
    queen prince princess emir sultan pope patriarch archbishop bishop cardinal ayatollah mufti general generals gen
    lt col colonel maj major capt captain lieutenant brig brigadier admiral adm vice-admiral rear-admiral commodore
    marshal commander commanders cmdr commander-in-chief lieutenant-colonel lieutenant-general major-general
    brigadier-general lt-col lt-gen maj-gen brig-gen chief chiefs co-chair leader leaders co-leader chairman
    chairwoman chairperson chair director directors director-general commissioner commissioners prosecutor
    prosecutors judge judges justice magistrate sheriff inspector superintendent supt insp administrator prefect
    sub-prefect official officials officer councillor councilor councillors alderman attorney-general ombudsman
    rapporteur coordinator co-ordinator adviser advisor advisers advisors aide warlord registrar consul executive
    ceo founder co-founder candidate politician politicians dictator strongman chieftain treasurer undersecretary
    under-secretary under-secretary-general negotiator gov sen rep pm dig ssp igp secretary-designate
    minister-designate president-elect chief-of-staff hetman head heads chief-executive manager-general autocrat
    oligarch kingpin caliph mastermind premier-designate regent analyst analysts expert experts researcher
    researchers fellow economist strategist historian professor prof academic scholar pollster columnist commentator
    correspondent reporter journalist editor editor-in-chief anchor author novelist filmmaker director-producer
    producer presenter broadcaster blogger photographer singer actor actress musician rapper comedian composer
    footballer striker goalkeeper midfielder defender coach player captain-coach boxer racer golfer cyclist-champion
    athlete sprinter swimmer champion tycoon billionaire counsel ringleader
    """.split()
)  # fmt: skip
RANK_AND_FILE = frozenset("sgt sergeant cpl corporal pvt private cadet constable".split())
# Named by what one does for others to hear or see: an office only where it is told of no harm to them.
SOLE_VOICES = frozenset(
    """
    journalist reporter correspondent photographer blogger cameraman player athlete professor prof singer actor
    actress footballer musician academic editor writer
    """.split()
)

# What somebody without an office is called by.
PRIVATE_NOUNS = frozenset(
    """mason baker butcher tailor barber nurse midwife pharmacist surgeon medic paramedic orderly diabetic grower
    seamstress cook chef clerk labourer laborer cashier waiter waitress shepherd herder herdsman fisherman builder
    accountant engineer electrician plumber carpenter welder miner trader vendor merchant hawker grocer shopkeeper
    owner landlord tenant widow widower orphan bride groom graduate pupil student schoolboy schoolgirl undergraduate
    teacher schoolteacher lecturer tutor principal headmaster headteacher headmistress lawyer volunteer rescuer
    firefighter policeman policewoman soldier guard watchman janitor cleaner housewife homemaker mother father
    grandmother grandfather brother sister son daughter niece nephew aunt uncle cousin wife husband parent
    stepfather stepmother sibling twin neighbour neighbor friend colleague survivor witness eyewitness victim
    resident villager local native inhabitant passer-by bystander onlooker passenger motorist driver cyclist
    pedestrian commuter refugee migrant evacuee returnee activist pensioner retiree veteran farmer peasant
    parishioner worshipper patient amputee prisoner detainee inmate hostage captive relative caretaker librarian
    artist painter musician-teacher mechanic technician programmer designer translator interpreter reader commenter
    subscriber user fan supporter protester demonstrator man woman boy girl child toddler infant baby teenager youth
    person fiancé fiancée boyfriend girlfriend partner kid elder worker employee foreman dentist vet
    hairdresser beautician gardener porter boatman sailor rider trucker psychologist therapist mother-of-two
    mother-of-three father-of-two father-of-three father-of-four mother-of-four
    breadwinner suspect gunman attacker""".split()
)
# Words that end as words for people do ("-er", "-or", "-ist") and are not.
THINGS = frozenset(
    """river border quarter centre center corridor harbor tower newspaper power number order paper water winter summer
    shelter letter chapter master matter minister cluster disaster computer helicopter tanker fighter launcher
    bomber carrier cruiser freighter trawler destroyer crater theater theatre sector factor manner charter partner other
    server buffer layer mortar gunner container trailer monster former latter mirror error terror horror
    motor tractor author predecessor successor gathering barrier insurgent precursor indicator reactor generator
    ruler usurper barter foyer weather remainder sober november december october september moor door floor
    islander conqueror observer reporter publisher broadcaster border-crossing provider maker supplier
    manufacturer operator developer contractor pier guerrilla suburban guardian""".split()
)

ADDRESS = frozenset(
    """
    mr mrs ms miss dr doctor sir madam mme mlle sheikh sheik shaikh sister brother father rev fr pastor imam
    archimandrite deacon monsignor
    """.split()
)
# Parts of a name that do not name anybody when they stand alone.
HONORIFICS = frozenset(
    """
    abu umm um om abou oum ummu bu daw u ko ma maw naw saw sai nang mahn khun sayed sayyid sayeed said syed haji
    hajji hajj hajja hadja hadj el-hadj alhaji alhaja mullah maulvi mawlawi maulana qari ustad ustaz hajia malam
    mallam don dona doña señor señora senor senora san santa mai pa nai tante oncle mama baba papa al el ag ould bin
    ibn ben bint abd abdul abdel abdal
    """.split()
)  # fmt: skip
PARTICLES = frozenset(
    """
    al el bin ibn bint ben ould ag abu de del della la da das do dos di van von der den ter ur ul y e wa as az ash
    ad
    """.split()
)

# Words that, capitalised, belong to the name of a body, a place, a thing or a day, and so never to a person's.
NOT_NAMES = frozenset(
    """
    agency agencies airport air airlines airways alliance al-qaeda and army arena armed arms assembly association
    attack authority avenue bank base battalion battle bay beach bloc board body border boulevard bridge brigade
    brigades britain broadcasting bureau cabinet camp canal capital castle cathedral cell centre center central
    century chamber charter church churches city civil club coalition coast college command commission committee
    commonwealth community company conference confederation congress constitution convention corp corporation corps
    corridor council country county court crescent crisis cross crossing cup daily dam day defence defense delta
    democratic department desert directorate district division dome east eastern economic elections embassy
    emergency emirates empire energy europe european event exchange express facility factory federal federation
    festival field fire first fleet food force forces foreign forest foundation free front fund games gas gazette
    general-staff government great green group guard guards gulf hall harbour harbor haven health heights herald
    high highway hill hills holy hospital hotel house human humanitarian image images independent initiative inquiry
    inside institute institution insurance intelligence interior international investigation islamic island islands
    isle jihad journal junction justice-ministry labour lake land law league liberation library limited line live
    lower mall market markets mass media medical memorial middle military militia mine mines ministry mission mobile
    monitor monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december monument mosque motor mount mountain mountains movement museum
    national nation nations nato navy network new news newspaper north northern nuclear observatory observer
    occupied ocean office oil old olympic olympics operation operations opposition orchestra order organisation
    organization pact palace park parliament parties partners party pass peace peninsula people people's peoples
    plant platform plaza point police popular port post power premier-league press prison prize programme program
    progressive protection protocol province provincial public quarter radio railway rapid red reform regiment
    region regional relief republic republican rescue research reserve resistance resolution review revolution
    revolutionary rights river road royal russia sands sea secretariat security senate service services shelf shield
    shore social socialist society solidarity south southern soviet space square squad stadium staff standard star
    state states station steel strait strategic street strip studies summit super support supreme system task taxi
    television telegraph temple territory times tower town tv trade transitional treaty tribune troops trust tunnel
    un unit union united university upper urban valley victory village volunteer wall war watch water wedding west
    western wing women women's wood works workers world year young youth zone story read reading continue updated
    photo video watch-live getty reuters afp ap bbc cnn telegram twitter facebook whatsapp youtube instagram x
    google microsoft covid covid-19 christmas easter eid ramadan english french arabic hebrew christian muslim
    jewish islamist sunni shia shiite kurdish arab african asian american latin god bible quran black white blue
    golden iron storm swift euro dollar act bill city's airlift office's ltd inc front-page editorial
    opinion analysis explainer breaking exclusive subscribe advertisement tel tell kafr kfar deir wadi jabal jebel
    ain beit bab ras bir qalat khirbet kibbutz moshav attacks warplanes fort saint
        team information statement affairs treasury gate checkpoint garden
    gardens grand hostel inn café cafe restaurant cinema theatre theater school bus metro pipeline reservoir
    basin cape horn plateau province's governorate oblast raion krai prefecture canton commune department's barangay
    municipality township ward block sector area hurricane typhoon cyclone tornado
    """.split()
)  # fmt: skip
SHORT_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
# Words a sentence may begin with, and others that are capitalised without being names.
OPENERS = frozenset(
    """
    a an the this that these those there here it its he she they we i you his her their our my your who whom whose
    which what when where why how if but and or nor so yet for as at by in into on onto of off from to up down with
    without within while during after before since until till because although though unless whether than then thus
    hence afterwards afterward deliberate however meanwhile moreover also even still only just once twice again
    already never ever always often sometimes no not none nobody nothing neither either both each every all some any
    many much more most few fewer several another other others such same one two three four five six seven eight
    nine ten eleven twelve twenty thirty forty fifty hundreds thousands dozens scores half nearly almost about
    around over under above below across along among amid against between beyond near outside inside behind beside
    besides despite except through throughout toward towards upon via per like unlike according following including
    regarding due thanks please yes is are was were be been being am do does did has have had having will would can
    could should may might must shall said says told asked called added earlier later today yesterday tomorrow
    tonight now soon recently finally perhaps maybe indeed instead rather quite very too let lets don't didn't isn't
    wasn't it's that's there's he's she's local eyewitness eyewitnesses police officials residents witnesses
    relatives rescuers doctors survivors families villagers soldiers troops gunmen militants rebels protesters
    activists authorities sources children women men people former ex late acting interim senior deputy chief top
    prominent veteran outgoing incoming newly killed wounded injured dead missing arrested detained released dear
    hello good bad big small little long short down-to-earth born asked-about left right back next last second third
    """.split()
)  # fmt: skip

_GIVEN = """
aaliyah aaron abbas abbie abd-al- abdallah abdelaziz abdelkader abdelrahman abdi abdikarim abdinasir abdirahman
abdiweli abdou abdoulaye abdul abdulaziz abdulkadir abdullah abdullahi abdulrahman abebe abebech abel abena abigail
abiodun abraham abu achieng achol ada adaeze adam adama adan adel adeola adil adnan adolfo adrian adriana afonso
agathe agnieszka agus ahlam ahmad ahmed ahmet aicha aidan aigerim ainur aisha aishatu aissata aissatou ajay ajmal
akbar akhtar akinyi akmal akol akram alaa alan albert alberto alejandra alejandro aleksander aleksandr aleksei
alemayehu alex alexander alexandra alexandre alexei alfonso alfred alfredo ali alia alice alina alioune alisher aliya
aliyu allison alma almaz alpha alvaro alyona amadou amaka amal amanda amani amara amina aminata aminu amir amira amit
amjad ammar amna amneh amos amr ana anahit anas anastasia anastasiia anatoliy anatoly anders andrea andreas andrei
andres andrew andrey andrii andriy andrés angel angela angelica anil anita ann anna anne anthony antoine anton
antonina antonio anwar aracely arash arben arif aristide arjun arkady arlen arley armando armen arnel arnold arslan
artem arthur artur arturo arun arvind asad asha ashraf asif asim asma asmaa asya ataullah atieno aung avi awa awad
axel ayan ayelet ayen ayesha aygun ayman ayodele ayse aysha ayşe azad azadeh aziz aziza aïcha aïssata babacar babak
badr bahati bahoz bakary bakhtiyar bakr bakyt balaraba baraka barbara barry basel bashar bashir basim bassam bassem
bayan beatriz behrouz belal ben benedict benigno benjamin bereket berhane berivan bernard bernardo bibi bilal bilel
bimal binta bintou blessing bogdan boguslaw bogusław bohdan boris boubacar bradley brahim brandon brian bruno budi
bukar bukola burhan bushra buthaina byron callum camila camilo carlos carmen carol caroline catalina catherine cecilia
cesar chaim chantal charles charlie charlotte chebet chibuike chidi chinedu chinwe chioma chloe christian christina
christine christopher chukwudi chukwuma ciaran claire clara claude claudia cláudia cody colin connor corazon craig
cristian cristina cyril césar dagoberto dalia dana daniel daniela danilo danny daoud darnell darren darya daryna david
davit dawit dawood deborah declan deepak deng denis denys deqa derek deshawn desta dewi dhia diana diego dilawar
dilbar dilovan dina dinara dinesh djibril dmitri dmitriy dmitry dmytro dominique donald donovan dora doris duaa duncan
dunia durga dustin duvan duván dylan ebrahim edgardo edilma eduardo edward edwin ehab eka ekaterina elena eleni eli
elias elif elijah elisabeth elizabeth elkin ella ellen elnur elvira emeka emma emmanuel emre enas endang enrique eric
erika erlan ernesto esmail esperanza esther eszter ethan eusebio eva evelio evelyn evens evgeny eyad eyal ezra fabian
fabiola fadel fadi fadimata faduma fadumo fadwa fahad faisal faith faiz faizan falah falmata fanne fanta farah fareed
farhad farid farida farouk farrukh faruk fatema fatemeh faten fathiya fatiha fatima fatimah fatma fatmata fatou
fatoumata fauzia fawaz fawzi fawzia faye fayez federico felipe felix femi femke fernanda fernando feyisa fida fiona
firas florence folake francine francis francisca francisco frank françois fred freshta fritz frédéric furaha gabriel
gabriela galyna garang gareth gary gaspard gatluak gayane gebre gebremedhin geeta gemma genet gennady george georges
gerald gerardo getachew ghada ghassan ghazi ghulam gideon gilad gilbert gilberto giorgi gladys gleb gloria goran grace
graciano graciela graham grigory guerline guillermo gul gulab gulalai gulmira gulnara gulnaz gulsum gurpreet gustavo
habib habiba hadas hadi hadiza hafsa haidar haider haile hajar hakim hala halima halimo halina halyna hamad hamadoun
hamdi hameed hamid hamida hamisi hamza hana hanaa hanan hani hania hanin hanna hannah hany haroun harpreet harry
haruna hasan hashim hassan hatem hauwa hawa haya hayat hayk haytham hazel heather heba hector helen helena hendrik
henry heriberto herman hermann hevin hiba hibo hilda hind hisham hiwa hiwot hnin hoda hodan holly hossein hryhorii
hryhoriy htet huda hugo humberto husam hussain hussein héctor iain ian ibrahim ibrahima ibtihal ibtisam idris idriss
idrissa ifeanyi ifeoma ifrah ignacio ignat igor ihab ihor ilya imad iman imelda imran ines inna intisar inès ioana
iqbal irakli irene irina irma iryna isaac isabel isabella isha ishaq ishmael ismael ismail issa issam issouf itay ivan
ivana iván izzat jaafar jabar jabbar jabir jack jackson jacob jacques jafar jaime jairo jalal jamal jameel james jamil
jamila jamshid jan jana janan jane janet jasmin jason javed javier jawad jean jean-baptiste jean-claude jean-paul
jean-pierre jeanne jeff jeni jennifer jens jepkosgei jeremy jerzy jessica jesus jesús jhon jihad jim joan joanna joao
joaquin joaquín jocelyn joe joel john joko jomar jonas jonathan joost jorge jose josef joseph josephine joshua josué
josé jovan jovenel joão juan juana judith julia julian juliana julie julien juliet julio julius juma jun junaid june
kadhim kadiatou kadidia kainat kakule kamal kamala kambale kamil kamran karen karim karima karina karl kashif kasim
katarina katarzyna kate kateryna katherine kaveh kavira kavita kawa kawthar kaylee kazem kazim kedar keir keisha keith
kelechi kelly kelvin kemal kenneth ketevan ketut kevin khadija khadra khaing khair khaled khalid khalida khalil khatun
khin khine khurshid kiprono kirill kiros kirsty klavdia kofi konstantin krishna kristina krzysztof ksenia kumar kunle
kwame kyaw kyi kyle laila laith lamia lamin lana lara larisa larysa lasha latifa latoya laura lauren laurent laxmi
layla leah leanne lee leidy leila lena leo leon leonardo leonid lesia letebrhan levan levi leyla liam libardo lidia
lilian liliana lina linda lisa liubov liudmyla ljubica logan lokiru lorena lorraine lotte louis louise lourdes lual
luca lucas lucia luciano lucie lucy lucía ludmyla luis luisa luka luke luz luz-marina lwin lydia lyubov lyudmila
maarten madina magdalena magomed maha mahamadou mahamat mahbub mahdi mahendra maher mahir mahmoud mahmud mahsa mai
maimouna majed majid majok maksym malak malalai malek malgorzata malik malika mamadou mamoun manal manish manoj
manpreet mansour manuel manuela mara marc marcela marcelo marco marcos marcus margaret margarita maria mariam mariama
mariana maricel marie marija marina mario marion mariya mariétou mark marko marlene marquis marta marth martha martin
martín marvin marwa marwan mary maryam maryan maryna maría masika masoud mateo mathieu matthew matvei maung maureen
maurice mauricio max maxim maya maysa małgorzata meera megan mehdi mehmet mehran melissa mercy meriem meron michael
michel michelle miguel mihail mikhail mila milan milena milica min mina minh mirlande mirwais mirza mitra moctar modu
moe mohamad mohamed mohammad mohammed mohamud mohan mohannad mohit mohsen moises moisés mona monica monika moses moshe
mouhamed mounir mousa moussa mstyslav muath muayyad mubarak muhamad muhammad muhammed muhanad muhannad muhindo mujahid
mukesh mukhtar mulu mumbere muna munir muqtada murad murat musa mustafa mustapha mutasim mya mykhailo mykola myo
myroslav myroslava mónica nabil nabila nada nader nadezhda nadia nadiia nadine nadir nadiya nafisa nagham nahed naim
najah najat najib najla nancy naoko naomi naresh narges nargis narine naseem naser nasim nasir nasreen nasrin nasser
natalia nataliia nataliya natalya natasha nathalie nathan naveed nawaf nawal nayef nazar nazia neda neema neha nelly
nelson nermin nestor neven ngozi niamh nibal nicholas nick nicolas nicole nidal nigel nihad nikita niko nikola nikolai
nikolay nilar nimo nimrod nina ning nino nisreen nizar njeri njoki nnamdi noa noah noam noel noor noora nora norberto
nour noura nubia nuha nur nura nuri nurlan nurul nyakuoth nyambura nyein nyoman obinna ochieng octavio oday odette
odhiambo odile ofer oksana ola olaf oleg oleh oleksandr oleksandra oleksii oleksiy olena olesya olga olha oliver
olivia omaima omar omer omid orit orla osama oscar osman ostap othman otieno oumar oumarou oumou ousmane owen pablo
paluku palwasha paola parisa parveen parwin pascal patience patricia patrick paul paula paulina paulo pavel pavlo
pedro peter petro pham philip philippe phyo pierre pieter pilar piotr polina pooja prakash pratap praveen precious
prisca priya priyanka putu qais qasim qassem quentin qusay rabia rachel rachid radwan raed rafael rafaela rafiq raghad
raghda rahel rahim rahima rahman rahul raisa raja rajab rajesh rajinder rakesh ram ramadan ramatou ramatoulaye ramesh
rami ramiro ramiz ramon ramzi ramírez ramón rana rania raquel rasha rashad rashid rashida rasul raul ravi rawan rawda
rayan raymond razan razia raúl rebecca reem refaat regina rehana rehman rehmat rekha rey reynaldo reza rhys ricardo
richard rida riek rima rimma rita rivka riyad rizwan robert roberto robin rocio rocío rodel rodrigo roger rohima rohit
rojda rojin roksolana roland rolando roman ronald rosa rosalba rosalia rosalía rosario rose rose-laure rowena roxana
roya ruba ruben rubén rukhsana ruslan rustam ruth ruthie saad sabah sabina sabir sabrina sade sadia sadiq saeed saeeda
safa safia safiullah safiya sahar sahra said saida saif saima sajid sakina salah salam saleem saleh salem salim salima
salimata salma salman salome salwa sam sama samah samar sameer samer sami samia samina samir samira samuel sana sandar
sandra sanjay sanjeev sanne santiago sara sarah sardar sasha sattar saud savita sayed seamus sean sebastian sebastián
segun sekou selam selma semira serge sergei sergey sergio serhad serhii serhiy sevinj seydou seyni shabnam shadi
shafiq shah shahid shahla shaima shaimaa shaista shakir shams shanti sharif sharon shaun shavkat shazia shehu sheila
shereen sherif shiler shira shireen shirin shler shlomo shukri siddiq sidi silvia simon simone sina sinan sinead
sirajuddin sirwan siti slamet slavko slobodan sofia sofía sohail solomon somaya sonia sophia sophie sory soulaymane
spozhmai sri stacey stanislav stefan stella stepan stepaniya stephen steve steven su-su suad subhi sue sufyan suha
suhaib sulaiman suleiman suleyman sultan sumaya sumit sunil sunita suresh susan susana suzanne svetlana svitlana swati
sylvia sylvie sékou tadesse taha tahani tahir taisiia tala talal tali tamar tamara tamaz tamer tamila tamir tania
tanya tara taras tarek tareq tariq tatiana tawfiq tayyab teodoro teresa terry tesfaye tetiana tetyana tewodros thair
thandar thant thein thet thida thierry thomas tidiane tigist tigran tim timofey timothy timur tin tomas tomasz tommy
tomás tony tornike toufik tracey traoré travis trevor tsega tsehay tunde turki tyler tyree tyrone ubah uche uday
ulises umar umaru umer umm- usama usha usman vadym vahan valentin valentina valentyn valentyna valeria valerie valery
varun vasily vasyl venus vera veronica veronika verónica victor victoria vijay vikram viktor viktoria viktoriia
vincent violeta vira virginia vitalii vitaliy vitaly vivian vladimir vladyslav volodymyr vugar vyacheslav víctor wael
wafa wai wai-yan wajdi waleed wali walid walter wambui wanjiku wanjiru waqas warsame wasim wayan wayne wendy wesley
wideline wilber wilfred willem william wilmar wilmer wilson wilson-ramón win wisal wojciech xavier xiomara yaakov
yacine yacouba yael yagana yahya yakubu yamileth yana yara yaroslav yaryna yaser yasin yasir yasmin yasmine yasser
yazan yegor yehia yehuda yeison yelena yemi yerlan yetunde yevgeny yevhen yohanes yonas yonatan yosef yossi yosua
youcef yousef youssef youssouf yuki yulia yuliana yuliia yuliya yunus yuri yurii yuriy yusuf yuval yves yvette yvonne
zahir zahoor zahra zaid zaina zainab zainabu zakaria zaki zara zarghuna zarif zarina zarmina zarni zaw zawadi zbigniew
zeina zeinab zeynep zia ziad zienab zilan zin zinaida zlata zoe zohra zoya zubair zulfiqar zurab álvaro ángel óscar
"""  # fmt: skip
GIVEN_NAMES = frozenset(_GIVEN.split()) - {
    "jihad", "may", "june", "faith", "mercy", "grace", "precious", "blessing", "patience", "joy", "jan", "win", "tin",
    "min", "mai", "la", "san", "ram", "van", "jordan", "chad", "said", "sultan", "star", "rose", "mark", "will",
    "santiago", "victoria", "florence", "sharon", "alexandria", "milan", "darya", "virginia",
}  # fmt: skip

# Heads of state and of government, ministers and leaders so well known that reports give them no office.
FIGURES = frozenset(
 """
    putin zelensky zelenska zelenskyy zelenskiy biden trump obama clinton netanyahu erdogan erdoğan assad macron merkel
    scholz sunak starmer modi xi jinping khamenei raisi rouhani pezeshkian lavrov shoigu medvedev peskov blinken
    rubio guterres stoltenberg rutte lukashenko orban orbán morawiecki tusk duda nasrallah sinwar haniyeh haniya
    deif gantz gallant lapid arafat sisi al-sisi gaddafi qaddafi haftar dbeibah al-burhan hemedti dagalo al-bashir
    abiy tshisekedi kagame museveni ruto buhari tinubu ramaphosa mnangagwa goita goïta tchiani bazoum maduro
    bolsonaro lula amlo sheinbaum bukele boluarte milei ortega duterte hlaing houthi al-houthi baghdadi al-baghdadi
    zawahiri al-zawahiri soleimani prigozhin kadyrov surovikin gerasimov zaluzhny zaluzhnyi syrskyi budanov
    arestovych podolyak yermak kuleba reznikov umerov pelosi vance hegseth milley pompeo bolton reagan thatcher
    stalin lenin hitler grossi zakharova gorbachev yeltsin mandela mugabe saddam guevara meloni draghi borrell leyen
    kishida yoon ardern trudeau zuma karzai hekmatyar zardari bhutto musk navalny navalnaya pashinyan aliyev vucic
    vučić kurti milosevic karadzic mladic kony shekau al-jolani jolani al-sharaa al-shara sharaa pinochet zapatero
    mattarella steinmeier
    """.split()
)  # fmt: skip

_FIGURE_NAMES = """
abdel fattah al-burhan; ali abdullah saleh; anthony albanese; ashraf ghani; aung san suu kyi; bin laden; boris
johnson; charles michel; david cameron; elon musk; ferdinand marcos; fidel castro; george bush; gustavo petro;
hashim thaci; ibrahim traoré; imran khan; iván duque; john kerry; kamala harris; kim; kim jong un; kim jong-un;
king charles; liz truss; lloyd austin; mahmoud abbas; mike pence; min aung hlaing; mohammed bin salman; moon
jae-in; musk; naftali bennett; nawaz sharif; omar al-bashir; osama bin laden; pedro castillo; pedro sánchez;
pope francis; queen elizabeth; scott morrison; shehbaz sharif; shinzo abe; suu kyi; tony blair; álvaro uribe
"""
FIGURE_NAMES = frozenset(" ".join(name.split()) for name in _FIGURE_NAMES.split(";"))
