"""Names of well-known places: what follows "Tom from" is a home where it is one of these, and may be an employer else."""

from __future__ import annotations

from typing import Final

_COUNTRIES: Final = """
    Afghanistan Albania Algeria Andorra Angola Argentina Armenia Australia Austria Azerbaijan Bahamas Bahrain Bangladesh
    Barbados Belarus Belgium Belize Benin Bhutan Bolivia Bosnia Botswana Brazil Brunei Bulgaria Burundi Cambodia Cameroon
    Canada Chad Chile China Colombia Congo Costa_Rica Croatia Cuba Cyprus Czechia Czech_Republic Denmark Dominican_Republic
    Ecuador Egypt El_Salvador England Eritrea Estonia Ethiopia Fiji Finland France Gabon Gambia Georgia Germany Ghana Greece
    Greenland Guatemala Guinea Guyana Haiti Holland Honduras Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy
    Ivory_Coast Jamaica Japan Jordan Kazakhstan Kenya Korea Kosovo Kuwait Kyrgyzstan Laos Latvia Lebanon Liberia Libya
    Liechtenstein Lithuania Luxembourg Macedonia Madagascar Malawi Malaysia Maldives Mali Malta Mauritania Mauritius Mexico
    Moldova Monaco Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nepal Netherlands New_Zealand Nicaragua Niger
    Nigeria North_Macedonia Northern_Ireland Norway Oman Pakistan Palestine Panama Paraguay Peru Philippines Poland Portugal
    Puerto_Rico Qatar Romania Russia Rwanda Samoa Saudi_Arabia Scotland Senegal Serbia Seychelles Sierra_Leone Singapore
    Slovakia Slovenia Somalia South_Africa South_Korea Spain Sri_Lanka Sudan Suriname Sweden Switzerland Syria Taiwan
    Tajikistan Tanzania Thailand Togo Tonga Trinidad Tunisia Turkey Turkmenistan UAE UK US USA Uganda Ukraine United_Kingdom
    United_States Uruguay Uzbekistan Venezuela Vietnam Wales Yemen Zambia Zimbabwe
"""
_REGIONS: Final = """
    Alabama Alaska Alberta Andalusia Arizona Arkansas Bavaria British_Columbia Brittany California Catalonia Colorado
    Connecticut Cornwall Crete Delaware Devon Essex Florida Galicia Goa Gujarat Hawaii Idaho Illinois Indiana Iowa Kansas
    Kent Kentucky Kerala Lancashire Louisiana Maharashtra Maine Manitoba Maryland Massachusetts Michigan Minnesota
    Mississippi Missouri Montana Nebraska Nevada New_Brunswick New_Hampshire New_Jersey New_Mexico New_South_Wales
    Newfoundland Normandy North_Carolina North_Dakota Nova_Scotia Ohio Oklahoma Ontario Oregon Pennsylvania Provence Punjab
    Quebec Queensland Rhode_Island Sardinia Saskatchewan Saxony Sicily Somerset South_Carolina South_Dakota Surrey Sussex
    Tamil_Nadu Tasmania Tennessee Texas Tuscany Tyrol Utah Vermont Virginia West_Virginia Wisconsin Wyoming Yorkshire
"""
_CITIES: Final = """
    Aberdeen Abu_Dhabi Accra Adelaide Ahmedabad Aleppo Alexandria Algiers Amman Amsterdam Ankara Antwerp Athens Atlanta
    Auckland Austin Baghdad Baku Baltimore Bangalore Bangkok Barcelona Basel Bath Beijing Beirut Belfast Belgrade Bengaluru
    Bergen Berlin Bern Bilbao Birmingham Bogotá Bogota Bologna Bordeaux Boston Bradford Brasília Bratislava Bremen Brighton
    Brisbane Bristol Brooklyn Brussels Bucharest Budapest Buenos_Aires Buffalo Busan Cairo Calgary Cambridge Canberra
    Cape_Town Caracas Cardiff Casablanca Charlotte Chennai Chicago Christchurch Cincinnati Cleveland Cologne Columbus
    Copenhagen Cork Dakar Dallas Damascus Delhi Denver Derby Detroit Dhaka Dortmund Dresden Dubai Dublin Dundee Durban
    Düsseldorf Edinburgh Edmonton Exeter Florence Fort_Worth Frankfurt Fresno Galway Gdańsk Geneva Genoa Ghent Glasgow
    Gothenburg Granada Graz Guadalajara Guangzhou Hague Halifax Hamburg Hanoi Hanover Harare Havana Helsinki Hiroshima
    Ho_Chi_Minh_City Hong_Kong Honolulu Houston Hull Hyderabad Indianapolis Innsbruck Istanbul Izmir Jacksonville Jaipur
    Jakarta Jerusalem Johannesburg Kabul Kampala Kansas_City Karachi Kathmandu Kharkiv Kigali Kingston Kolkata Kraków Krakow
    Kuala_Lumpur Kyiv Kyoto Lagos Lahore Las_Vegas Leeds Leicester Leipzig Lille Lima Limerick Lisbon Liverpool Ljubljana
    London Los_Angeles Louisville Lublin Lucknow Lyon Madrid Málaga Malaga Malmö Manchester Manila Marrakech
    Marseille Medellín Melbourne Memphis Mexico_City Miami Milan Milwaukee Minneapolis Minsk Mombasa Monterrey Montevideo
    Montpellier Montreal Moscow Mumbai Munich Nairobi Nantes Naples Nashville New_Delhi New_Orleans New_York New_York_City
    Newcastle Nice Norwich Nottingham NYC Odesa Oklahoma_City Orlando Osaka Oslo Ottawa Oxford Palermo Paris Perth
    Philadelphia Phoenix Pittsburgh Plymouth Portland Porto Portsmouth Prague Pretoria Pune Quito Rabat Raleigh Reykjavik
    Riga Rio Rio_de_Janeiro Riyadh Rome Rotterdam Sacramento Salt_Lake_City Salvador Salzburg San_Antonio San_Diego
    San_Francisco San_Jose San_Juan Santiago Sao_Paulo São_Paulo Sapporo Sarajevo Seattle Seoul Seville Shanghai Sheffield
    Shenzhen Skopje Sofia Southampton Stockholm Stuttgart Swansea Sydney São_Luís Taipei Tallinn Tampa Tampere Tbilisi
    Tehran Tel_Aviv Tijuana Tirana Tokyo Toronto Toulouse Trieste Tripoli Trondheim Tucson Tulsa Tunis Turin Uppsala Utrecht
    Valencia Vancouver Venice Verona Vienna Vilnius Warsaw Washington Wellington Winnipeg Wrocław York Yokohama Zagreb Zurich
    Zürich
"""
KNOWN_PLACES: Final = frozenset(
    name.replace("_", " ") for name in f"{_COUNTRIES} {_REGIONS} {_CITIES}".split()
)


def is_known_place(phrase: str) -> bool:
    """Return whether a phrase names a place that everybody knows, or one in such a place: "Austin, Texas"."""
    said = phrase.removeprefix("the ")
    first, _, last = said.partition(", ")
    return said in KNOWN_PLACES or first in KNOWN_PLACES or last in KNOWN_PLACES
