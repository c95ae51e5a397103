# ruff: noqa: E501 - a pattern is read as one line
"""Word lists of English that frames ask for: what can be a trade, an animal, a tongue."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.split())


ANIMALS: Final = _words("""
    dog dogs puppy puppies pup pups cat cats kitten kittens kitty bird birds parrot parrots parakeet budgie budgies
    cockatiel bearded_dragon bearded_dragons lovebird lovebirds sugar_glider sugar_gliders canary canaries macaw finch finches fish goldfish betta hamster hamsters gerbil gerbils guinea_pig guinea_pigs
    rabbit rabbits bunny bunnies ferret ferrets hedgehog hedgehogs chinchilla rat rats mouse mice turtle turtles tortoise
    tortoises snake snakes python lizard lizards gecko geckos iguana chameleon frog frogs toad axolotl tarantula horse
    horses pony ponies donkey donkeys goat goats sheep pig pigs chicken chickens hen hens duck ducks goose geese llama
    llamas alpaca alpacas cow cows bees beehive labrador lab labs retriever retrievers shepherd shepherds poodle poodles
    beagle beagles bulldog bulldogs terrier terriers husky huskies corgi corgis dachshund dachshunds chihuahua chihuahuas
    pug pugs greyhound greyhounds whippet collie collies spaniel spaniels rottweiler doberman dalmatian mastiff boxer
    great_dane saint_bernard basset malamute akita shiba samoyed pomeranian pomeranians maltese shih_tzu schnauzer pitbull
    labradoodle goldendoodle cockapoo siamese persian tabby calico maine_coon sphynx ragdoll stray foal mare stallion
    mutt lurcher setter pointer hound hounds pigeon pigeons cockatoo parrots newt crab shrimp koi stick_insect
""")

BREEDS: Final = _words("""
    labrador lab retriever shepherd poodle beagle bulldog terrier husky corgi dachshund chihuahua pug greyhound whippet collie
    spaniel rottweiler doberman dalmatian mastiff great_dane saint_bernard st_bernard basset_hound malamute akita shiba shiba_inu samoyed
    pomeranian maltese shih_tzu schnauzer pitbull pit_bull labradoodle goldendoodle cockapoo cavapoo vizsla weimaraner siamese
    tabby calico maine_coon sphynx ragdoll bengal british_shorthair russian_blue tuxedo_cat mutt mongrel mixed_breed rescue lurcher setter hound bloodhound
    cockatiel budgie parakeet macaw cockatoo lovebird
""")
"""Kinds of pet that name the animal by themselves: "my dog is a beagle"."""

KIN: Final = (
    r"(?:(?:half|step|twin|foster)[- ]?)?(?:mother|father|mom|mum|mommy|mama|dad|daddy|papa|sister|brother|sis|bro|son|daughter|aunt|"
    r"auntie|uncle|cousin|niece|nephew|grand(?:mother|father|ma|pa|son|daughter|child)|grandma|grandpa|granny|nana|"
    r"godmother|godfather|godson|goddaughter|stepmother|stepfather|stepmom|stepdad|stepson|stepdaughter|stepsister|"
    r"stepbrother|twin|(?:mother|father|sister|brother|son|daughter)-in-law|baby|child|kid|toddler)"
)
PARTNER: Final = r"(?:wife|husband|hubby|girlfriend|boyfriend|partner|spouse|fianc[eé]e?|gf|bf|significant other|better half)"

INSTRUMENTS: Final = _words("""
    guitar bass piano violin viola cello harp flute clarinet oboe bassoon saxophone sax trumpet trombone tuba drums drum
    ukulele banjo mandolin accordion harmonica organ keyboard keyboards recorder synth sitar bagpipes fiddle double_bass
    tabla lute horn french_horn percussion marimba xylophone bass_guitar electric_guitar acoustic_guitar cornet didgeridoo
    soccer football basketball baseball softball volleyball tennis table_tennis badminton squash golf hockey ice_hockey
    rugby cricket lacrosse handball water_polo polo pickleball chess go poker bridge backgammon checkers scrabble darts
    billiards snooker pool padel racquetball ultimate frisbee netball field_hockey futsal dodgeball video_games
    board_games d&d dungeons_and_dragons fifa minecraft mahjong cards
""")

DOINGS: Final = _words("""
    yoga pilates karate judo taekwondo aikido jiu-jitsu kickboxing boxing crossfit zumba pottery ballet gymnastics
    gardening archery fencing ceramics origami calligraphy photography martial_arts tai_chi capoeira parkour improv
    stand-up meditation weightlifting powerlifting athletics embroidery woodworking knitting crochet needlework
    aerial_yoga spinning crosswords sudoku puzzles ballroom_dancing salsa tango cardio bouldering triathlons marathons
    muay_thai krav_maga kendo theatre theater community_theatre stand-up_comedy
""")

TRADES: Final = _words("""
    accountant actor actress actuary administrator advisor adviser analyst anesthesiologist apprentice archaeologist
    architect artist assistant astronaut astronomer athlete attorney auditor author baker banker barber barista barman
    barmaid bartender beekeeper biologist blacksmith bookkeeper bookseller bouncer bricklayer broker builder butcher butler
    caregiver caretaker carer carpenter cartographer cashier caterer chef chemist choreographer cleaner clerk coach cobbler
    colonel comedian composer conductor confectioner consultant contractor cook copywriter coroner counselor counsellor courier
    crane_operator curator cyclist dancer data_scientist dealer decorator dentist dermatologist designer detective developer
    dietitian diplomat director dj doctor doula draftsman dramaturge driver ecologist economist editor electrician engineer
    entrepreneur epidemiologist estate_agent farmer farrier filmmaker firefighter fisherman fitter florist forester freelancer
    gamekeeper gardener geographer geologist glazier goldsmith grocer guard guide gynecologist hairdresser handyman headteacher
    herbalist historian homemaker housewife hunter hygienist illustrator inspector instructor intern interpreter investigator
    janitor jeweler jeweller joiner journalist judge lab_technician labourer landscaper lawyer lecturer librarian lifeguard
    linguist locksmith logistician lumberjack machinist magician maid manager masseuse masseur mathematician mechanic medic
    merchant metalworker meteorologist midwife miller miner model mortician musician nanny neurologist notary novelist nurse
    nutritionist officer operator optician optometrist orthodontist painter paralegal paramedic pastor pathologist pediatrician
    performer pharmacist philosopher photographer physicist physician physiotherapist pianist pilot planner plasterer
    playwright plumber podcaster poet policeman policewoman politician porter postman priest principal producer professor
    programmer proofreader prosecutor psychiatrist psychologist psychotherapist publicist publisher rabbi radiographer
    radiologist ranger realtor receptionist recruiter referee researcher reporter restaurateur retiree roofer sailor salesman
    salesperson saleswoman scaffolder scientist scriptwriter sculptor seamstress secretary seller server shepherd shipwright
    shopkeeper singer social_worker sociologist soldier solicitor sommelier specialist statistician steward stewardess
    stonemason streamer stylist superintendent supervisor surgeon surveyor tailor tanner tattooist tattoo_artist teacher
    technician technologist telemarketer teller therapist tiler tour_guide trader trainer translator treasurer tutor
    typist undertaker underwriter upholsterer urologist usher vet veterinarian veterinary vicar videographer violinist
    waiter waitress warden watchmaker weaver webmaster welder winemaker writer youtuber zookeeper zoologist student
    undergraduate postdoc trainee principal paediatrician foreman sheriff mayor librarian sysadmin ux_designer bodyguard
    drummer guitarist bassist cellist dogwalker dog_walker dog_groomer groomer flight_attendant bus_driver truck_driver
    taxi_driver line_cook stay-at-home_mom stay-at-home_dad stay-at-home_parent pensioner civil_servant cop policeman
    kindergartner merchandiser strategist copyeditor luthier brewer distiller potter ceramicist glassblower sawyer tanner
    cabinetmaker paralegal bellhop concierge dispatcher stagehand lighting_technician sound_engineer dev swe
    pm product_manager phd_student grad_student fisher stuntman stuntwoman sexton gravedigger beautician manicurist
""")
"""Heads of what people are by trade; "I'm a big coffee lover" has none."""

TRADE_ENDS: Final = ("ologist", "ographer", "ician", "iatrist", "keeper", "maker", "engineer", "developer", "designer",
                     "smith", "wright", "monger", "worker", "therapist", "teacher", "manager", "officer", "trainer")  # fmt: skip

NO_TRADES: Final = _words("matchmaker troublemaker peacemaker magician_lover model_citizen")

DIETS: Final = _words("""
    vegan vegetarian pescatarian pescetarian flexitarian omnivore omnivorous carnivore gluten-free gluten_free dairy-free
    lactose-free sugar-free halal kosher keto paleo plant-based low-carb low-fodmap low-sodium raw_vegan fruitarian
    mediterranean veggie vegeterian whole30 nut-free low-fat high-protein sugar_free intermittent_fasting dairy_free plant_based low_carb ketogenic
""")

CONDITIONS: Final = _words("""
    asthma diabetes adhd add autism depression anxiety arthritis eczema psoriasis migraines migraine epilepsy insomnia
    hypertension anemia anaemia tinnitus scoliosis celiac coeliac ibs crohn's crohns endometriosis pcos fibromyalgia lupus
    sinusitis bronchitis pneumonia dyslexia dyscalculia ocd ptsd bipolar glaucoma cataracts cancer leukemia hepatitis hiv
    gout osteoporosis hypothyroidism hyperthyroidism vertigo sciatica tendinitis tendonitis narcolepsy rosacea vitiligo
    parkinson's alzheimer's dementia multiple_sclerosis ms allergies hay_fever reflux gerd acid_reflux sleep_apnea
    high_blood_pressure low_blood_pressure high_cholesterol chronic_pain chronic_fatigue back_pain bad_back bad_knee bad_knees
    heart_condition heart_murmur lactose_intolerance gluten_intolerance panic_attacks color_blindness colour_blindness
    tourette's long_covid plantar_fasciitis carpal_tunnel raynaud's ulcer ulcerative_colitis colitis hernia uti shingles
    prediabetes astigmatism myopia rheumatism sinus_issues sinus_problems disease syndrome disorder condition
    intolerance deficiency diverticulitis polyps kidney_stones gallstones tmj
""")

CONDITION_WORDS: Final = _words("""
    diabetic epileptic asthmatic dyslexic autistic colour-blind color-blind colourblind colorblind bipolar anemic anaemic
    deaf blind lactose_intolerant gluten_intolerant lactose-intolerant gluten-intolerant hard_of_hearing neurodivergent
    nearsighted short-sighted farsighted hypertensive coeliac celiac immunocompromised arthritic pregnant prediabetic
    partially_sighted hypothyroid
""")

LANGUAGES: Final = _words("""
    english spanish french german portuguese italian dutch russian chinese mandarin cantonese japanese korean arabic hindi
    urdu bengali punjabi gujarati tamil telugu kannada malayalam marathi nepali turkish greek polish czech slovak hungarian
    romanian bulgarian serbian croatian bosnian slovenian slovene macedonian albanian ukrainian belarusian lithuanian
    latvian estonian finnish swedish norwegian danish icelandic irish gaelic welsh breton basque catalan galician hebrew
    yiddish persian farsi pashto kurdish armenian georgian azerbaijani kazakh uzbek mongolian tibetan thai vietnamese
    khmer lao burmese malay indonesian tagalog filipino cebuano javanese swahili yoruba igbo hausa amharic somali zulu
    xhosa afrikaans latin esperanto maori hawaiian samoan quechua guarani asl bsl sign_language luxembourgish maltese
    flemish faroese sanskrit sinhala twi wolof shona tswana sotho kinyarwanda berber creole haitian_creole sicilian
    frisian romansh sami greenlandic inuktitut cherokee navajo ladino occitan corsican sardinian asturian scots manx cornish bambara hmong uyghur dari balochi sindhi odia assamese konkani tulu bhojpuri maithili balinese sundanese ilocano hiligaynon lakota aymara nahuatl
    hokkien shanghainese taiwanese berber tatar ewe lingala ga fula oromo tigrinya kikuyu luo
""")

NATIONS: Final = _words("""
    american british english scottish welsh irish canadian australian mexican brazilian argentinian argentine chilean
    colombian peruvian venezuelan ecuadorian bolivian uruguayan paraguayan cuban dominican puerto_rican jamaican haitian
    guatemalan honduran salvadoran nicaraguan panamanian spanish portuguese french italian german austrian swiss dutch
    belgian luxembourgish danish swedish norwegian finnish icelandic polish czech slovak hungarian romanian bulgarian
    greek turkish cypriot maltese serbian croatian bosnian slovenian macedonian albanian kosovan montenegrin ukrainian
    russian belarusian lithuanian latvian estonian georgian armenian azerbaijani kazakh uzbek mongolian chinese japanese
    korean south_korean taiwanese vietnamese thai cambodian laotian burmese malaysian singaporean indonesian filipino
    filipina indian pakistani bangladeshi nepali nepalese sri_lankan afghan iranian persian iraqi syrian lebanese jordanian
    palestinian israeli egyptian saudi yemeni emirati kuwaiti qatari moroccan algerian tunisian libyan sudanese ethiopian
    eritrean somali kenyan ugandan tanzanian rwandan nigerian ghanaian senegalese ivorian cameroonian congolese angolan
    mozambican zimbabwean zambian namibian botswanan south_african new_zealander kiwi maori tibetan kurdish hawaiian
    catalan basque galician breton malian gambian liberian sierra_leonean malagasy mauritian fijian samoan tongan
    costa_rican trinidadian barbadian bahamian guyanese surinamese bhutanese tajik kyrgyz turkmen moldovan burundian
    malawian togolese beninese omani bahraini beninois northern_irish
""")

GROUPS: Final = _words("""
    club clubs team teams band bands choir choirs orchestra ensemble group groups society societies association league
    leagues union gym guild circle troupe committee council board collective cooperative co-op community organization
    organisation network fraternity sorority party church parish congregation scouts army navy military reserve reserves
    squad crew chapter lodge forum class classes school ngo charity trio quartet quintet pta forces book_club sangha
    meetup program programme workshop foundation federation coven dojo brigade rotary co-operative volunteers
    foodbank shelter pantry bank library museum kitchen hospice hospital station scouts zoo garden center centre
""")

HOLDINGS: Final = _words("""
    house houses home apartment apartments flat condo cottage cabin farm boat sailboat yacht kayak canoe narrowboat houseboat
    bike bikes bicycle motorbike motorcycle scooter moped car cars truck van jeep suv minivan camper campervan rv caravan
    trailer tractor motorhome tesla toyota honda ford corolla kia bmw audi volvo subaru mazda hyundai nissan volkswagen vw
    laptop laptops computer pc desktop macbook imac ipad tablet phone iphone smartphone kindle e-reader camera cameras dslr
    lens lenses telescope binoculars drone printer 3d_printer monitor tv television projector speaker speakers headphones
    earbuds airpods console playstation ps5 ps4 xbox switch nintendo_switch smartwatch watch fitbit garmin router hotspot
    keyboard mouse microphone turntable stereo guitar guitars bass piano violin cello viola drum_kit drums ukulele harp
    flute trumpet saxophone clarinet keyboard synthesizer accordion oven toaster blender mixer grill bbq smoker fryer cooker
    instant_pot fridge freezer dishwasher dryer washer machine kettle coffee_maker grinder skillet wok knife knives pan pans
    cookware vacuum mop broom iron loom sewing_machine couch sofa table tables desk chair chairs bookshelf bookcase
    shelf wardrobe dresser bed mattress lamp lamps chandelier rug carpet mirror painting paintings sculpture vase bowl bowls
    mug necklace ring earrings bracelet pendant brooch watch dress suit jacket coat boots shoes sneakers heels jeans shirt
    sweater hoodie backpack bag handbag purse wallet suitcase tent sleeping_bag hammock surfboard snowboard skateboard skis
    skates treadmill dumbbells barbell rower trampoline racket racquet clubs bow rifle gun greenhouse shed garage pool
    hot_tub sauna vineyard orchard allotment garden plot land property properties cafe restaurant bakery shop store boutique
    salon business company startup studio gallery bookshop bookstore brewery collection collections aquarium terrarium
    fish_tank coop stable plant plants bonsai cactus orchid figurines dolls lego set records vinyl record_player typewriter
    pottery_wheel kiln easel toolbox drill saw lathe generator solar_panels heat_pump fixer-upper studio_flat fixer
    mountain_bike road_bike e-bike ebike wheelchair hearing_aid cane stroller crib pram car_seat dog_bed litter_box
    hoverboard unicycle tandem sword swords coin_collection stamp_collection diary journal planner notebook notebooks
    alfa_romeo fiat renault peugeot citroen citroën skoda opel vauxhall dacia lexus mercedes mercedes-benz porsche ferrari jaguar suzuki mitsubishi
    chevrolet chevy dodge buick cadillac rivian land_rover range_rover mini_cooper jeep civic accord camry prius corsa astra mustang vespa yamaha
    kawasaki ducati harley harley-davidson samsung oneplus xiaomi huawei motorola lenovo thinkpad chromebook asus acer nikon canon fujifilm leica gopro
    polaroid roomba dyson kitchenaid thermomix peloton air_fryer sonos airtag apple_watch steam_deck vr_headset cargo_bike electric_bike fender gibson
    stratocaster telecaster
    blanket pillows pillow curtains wok tools tool webcam tripod gimbal charger power_bank ssd hard_drive server nas
""")
"""Heads of what one has and keeps; "I have a question" has none."""

ORGANIZATIONS: Final = _words("""
    company firm startup start-up bank agency hospital clinic school university college restaurant cafe café bakery bar pub
    hotel shop store studio factory warehouse supermarket museum library nonprofit non-profit charity ngo consultancy
    newspaper magazine publisher brewery farm lab laboratory pharmacy office plant zoo theater theatre gallery garage salon
    market center centre nursery kindergarten shelter church airport station post_office government council ministry court
    institute foundation corporation bookstore bookshop practice co-op gym spa daycare hospice vineyard winery
    mine shipyard dealership call_center call_centre city_hall town_hall council fintech law_firm
""")

NO_PLACE: Final = _words("""
    hope fear peace denial luxury poverty pain sin harmony love the_moment the_past the_present the_future it that this them
    love hope my_head my_own a_bubble style comfort hell heaven mars the_moon exile my_car interesting_times a_dream
""")

EMPTY: Final = _words("""
    it that this these those them they one ones you him her me us myself something anything everything nothing someone
    anyone stuff things thing all both some any none more most lot lots what how when where why who which so there here
    your yours his hers theirs its their mine each other another such few bit way idea ideas option options fact
""")
"""Words that name nothing by themselves."""


AIMS: Final = _words("""
    become be learn open start launch found write publish build create make master run visit travel see explore live move
    study get earn finish complete graduate pass improve quit stop lose gain save buy own adopt retire teach help
    volunteer work join compete win qualify climb hike sail swim cycle play perform record compose paint draw design
    develop grow cut reduce increase expand promote turn raise have give invest pursue specialize major apply go switch
    train read speak stay keep enhance perfect put inspire support share set establish return transition break enter
    overcome reach achieve address take try put eat cook bake sell found minimize eliminate practice practise restore renovate
    convert advance marry bring show motivate make educate settle relocate emigrate immigrate swap cross sing dance knit
    brew revive direct produce act model fly dive ski surf skate ride drive walk sew code program publish
""")
"""Verbs with which lasting aims begin."""

NARROW_AIMS: Final = {
    "get": r"get (?:into|in shape|in better|fit|fitter|certified|healthier|stronger|better at|promoted|(?:a|an|my) (?:[\w-]+ )?(?:licen[cs]e|degree|phd|masters?|diploma|promotion|certification|qualification|scholarship|passport|visa|dog|cat|puppy|tattoo|black belt)\b)",
    "take": r"take (?:part|up)\b",
    "buy": r"buy (?:a|an|my|our) (?:\w+ )?(?:house|home|flat|apartment|boat|farm|land|place|van|cottage|cabin|plot)\b",
    "have": r"have (?:a (?:family|big family|baby|child|dog|house|farm)|kids|children|my own|our own|two kids)\b",
    "put": r"put a roof",
    "share": r"share my (?:story|stories|knowledge|art|work|music)\b",
    "bring": r"bring (?:people|communities|joy|about)\b",
    "make": r"make (?:a difference|a living|my own|music|art|films?|movies|the world|an impact|a (?:documentary|film|game|career))",
    "use": r"use my",
    "earn": r"earn (?:a|an|my)\b",
    "sell": r"sell (?:my art|my own|my work)",
    "apply": r"apply (?:to|for)\b",
    "try": r"try (?:out )?(?:some )?(?:new|different)\b",
    "keep": r"keep (?:learning|growing|improving|up|making|helping|doing|dancing|writing|painting|running)\b",
}
"""What must follow these verbs, so that an aim and no errand is meant."""

NO_AIMS: Final = (
    r"(?:make sure|make (?:it|this|that|them|the most|some|a (?:\w+ )?(?:decision|list|note|reservation|call))|get (?:some|a few|your|back to|it|them|this|that|"
    r"a (?:better |good |sense|feel|refund|idea)|the |an? idea|more (?:info|details)|an? (?:sense|understanding)|ready|together|started|out|home|going|up)|"
    r"see (?:if|what|how|whether|you|it|that|them|some|more|him|her|the (?:results?|photos?|pictures?)|a (?:few|list|doctor))|"
    r"have (?:a (?:good|great|nice|look|chat|few)|some|enough|fun|it|something|the |more)|be (?:able|allowed|entitled|eligible|forced|sure|careful|prepared|there|"
    r"clear|honest|safe|ready|back|respectful|more (?:specific|careful)|as|at|on|in)|"
    r"go (?:there|with|back|over|through|on|out|to (?:the|a|bed|sleep|it|that|this)|for|home|ahead|see)|take (?:it|a |the |some|them|care|this|that|my|advantage|things)|"
    r"try (?:it|that|this|them|the |those|some of|your|a few|one|making it|again)|give (?:it|you|them|him|her|the|this|that|some|my|a )|"
    r"start (?:with|by|from|over|the conversation|off|a conversation)|keep (?:it|this|that|them|in mind|you|the|things|going)|"
    r"stay (?:there|here|at|in (?:a|the|bed)|up|home|away|on|tuned|under|within)|"
    r"help (?:you|him|her|it|with|out|them|my|the)|share (?:it|this|that|with|some|my|a|the|these)|show (?:you|it|them|him|her|my|off)|"
    r"put (?:it|them|this|that|the|some|together)|bring (?:it|that|this|up|the|some|my|them|a)|read (?:it|that|this|up|them)|set (?:up|it|aside|the)|"
    r"visit (?:you|him|her|them|there|it|the|that|this|my|some|a few)|explore (?:that|this|it|the|some|those|them|these|other|different)|create (?:a|an|some|the|it|something|this) |"
    r"build (?:it|this|that|on|upon)|move (?:on|it|forward|the|to the next|this|them)|find|buy (?:it|some|them|one|something|this|that|a gift|her|him|the)|"
    r"work (?:on (?:it|this|that|the)|with|out|it|around|together|from)|write (?:it|this|that|a (?:letter|message|note|list|review|thank|short|quick)|an? e-?mail|down|the|to|about)|"
    r"play (?:it|that|this|with|around)|cook (?:it|something|that|this|for|a|dinner|some)|bake (?:it|something|that|this|a|some)|sell (?:it|them|this)|"
    r"run (?:it|this|something|some|through|by|the|a (?:few|quick|test))|turn (?:it|this|that|down)|cut (?:it|down on time)|live (?:it|up|there|here)|learn (?:more|about (?:it|that|this|the))|"
    r"explore\Z|support (?:you|him|her|them|it)|join (?:you|them|him|her|in|us)|add|use|know|ask|talk|hear|discuss|mention|thank|apologi[sz]e)"
)
"""What one wants of this talk or this day, and no lasting aim."""

NO_ACTIVITY: Final = _words("""
    thinking meaning wanting trying feeling having looking wondering considering planning waiting struggling getting being
    hoping seeing hearing dealing loving enjoying missing saying telling asking talking procrastinating craving dying
    noticing finding debating leaning putting going doing experiencing needing liking hating suffering worrying itching
    eyeing searching hearing toying contemplating curious busy able there told given offered invited diagnosed
    kidding joking sitting lying standing living running_late using recovering wishing dreaming meant getting
    looking exploring chasing making decluttering picturing reorganizing organizing cleaning redecorating preparing packing applying shopping
    researching comparing browsing caring wearing finishing redoing rethinking reflecting keeping sorting
    avoiding neglecting ignoring forgetting putting_off assuming expecting checking hearing guessing
    staying super really very
    nothing something anything everything humming nodding grinning smiling laughing giggling crying weeping yawning sneezing
    blushing staring glaring waving winking whistling sighing limping sleeping snoring winding teasing fooling pretending
    faking fibbing bluffing misleading dating courting stepping blaming complaining moaning grumbling bickering quarrelling tossing
""")
"""What follows "I've been" and is no regular doing."""
