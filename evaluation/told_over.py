"""Texts of our own to measure copies on: reports of the develop half told over, and one office's daily form.

`TOLD_OVER` maps a develop report to how a second desk tells it from that text; the first two are
lightly edited, the last three keep little but order, names and a few turns of phrase.
"""

# ruff: noqa: E501
from __future__ import annotations

TOLD_OVER: dict[str, str] = {
    "me-d-02": """Idlib market bombing: 31 now dead, says war monitor

The number of people killed when jets bombed a market in the Syrian town of Kafr Takharim has climbed to 31, including seven children, the Syrian Observatory for Human Rights said on Wednesday.

The Observatory, which follows the war through a network of contacts inside the country, said Russian aircraft were behind Tuesday's attack, going by their type and flight pattern.

Moscow has rejected the charge. Russia's Defence Ministry said its planes had flown no missions over the area and accused the monitor of spreading rumours. Damascus has not commented.

According to medical workers in the rebel-held town, many of the wounded were taken over the border to Reyhanli, as the only operating theatre nearby lost its power last month. One nurse put the figures at 29 dead and 110 injured.

Umm Walid, a bread seller, described "onions, shoes, blood, everything mixed together".

Around three hours later a separate strike hit a house on the edge of Salqin, closer to the Turkish frontier, and killed four members of one family, the Civil Defence said. It has counted more than 60 air strikes in the province since the month began.""",
    "la-d-01": """Three dead as car bomb hits police station in Colombia

A car packed with explosives went off outside the police station in Miranda, a sugar-growing town in Colombia, on Wednesday morning, killing two officers and a woman who sold fruit across the road, according to the interior ministry.

Eleven people with burns and glass wounds were taken to hospitals in Cali, the mayor told local radio. She said the front of the building was simply no longer there.

Rosalba Quintero, 58, was opening her pharmacy when the shutters came in on top of her.

By noon no one had claimed responsibility. Police pointed to a dissident column of the former FARC guerrillas that bears the name of Dagoberto Ramos.

Gunmen had shot at an army checkpoint in nearby Corinto less than two hours earlier. Nobody was hurt there.""",
    "me-d-12": """American warplanes struck eight Houthi launch sites in Yemen's Hodeidah governorate early on Wednesday, two days after a missile tore into the bow of a grain carrier in the Red Sea.

U.S. Central Command said F/A-18s from the carrier Dwight D. Eisenhower carried out the raid. Its commander, General Kurilla, said in a video message that Washington would not stand by while seafarers are used as hostages to somebody else's quarrel. A British destroyer and a French frigate were in company with the American squadron but held their fire, London and Paris said.

The launchers were loaded and posed an imminent threat, according to the command, which reported no American losses. In Sanaa the rebels' health ministry said a fisherman and his two sons had been killed at al-Salif.

For the first time CENTCOM also acknowledged that one of its helicopters sank two small boats as they approached the damaged freighter on Monday night. All six people aboard died.

The Houthis have promised to hit back. The Pentagon counts at least 32 attacks by the group on merchant vessels since mid-November, part of a campaign that has unsettled one of the world's busiest trade routes.""",
    "af-d-09": """Government and militants at odds over toll of Afgooye tea shop blast

Somalia's government and al-Shabaab have given very different accounts of how many people died when an explosion tore through a crowded tea shop in Afgooye, a town 30 kilometres north-west of the capital.

Nine civilians and two police officers were killed and 17 people were injured, said Abdullahi Warfa of the information ministry. The militants, who say they sent the bomber, claimed 23 dead on their Andalus station and said every one was a soldier. Neither account could be confirmed.

Hodan Ilyas, who sells milk opposite the shop, said the whole street was glass. She counted six bodies before she stopped looking.

Ambulances on their way from Mogadishu were held up after a roadside bomb exploded beside an African Union convoy at Lafoole. The mission said nobody was hurt and that one vehicle had lost a wheel.

The blast has revived memories of the truck bombing that killed almost 600 people in Mogadishu in October 2017. The mayor of Afgooye has now ordered the tea shops on the main road shut for ten days, and lorries of over five tonnes will have to unload at the bridge.

Western officials put the charge at some 120 kg of home-made explosive, and say that less than before reflects the effect of an air campaign in which the United States has carried out 28 strikes since New Year.""",
    "ua-d-07": """Levies guards killed at Mastung checkpoint as Quetta bombing toll rises

Pakistani officials have raised to five the number of guards who died when separatist fighters stormed a highway checkpoint in Balochistan, on the same night as a bomb went off in the provincial capital.

The Baloch Liberation Army, which is listed as a terrorist organization in Washington and wants independence for the gas-rich province, claimed the assault in Mastung district and said its men had killed nine guards without losing any of their own.

That was disputed by an official of the home department who asked not to be named. Four guards fell in the fighting on Saturday, he said, and a fifth was carried off and later found by shepherds with his hands bound. Two bodies of the raiders had been left behind, he added.

In Quetta, Dr. Wasim Baig of the Civil Hospital said a third policeman wounded in the blast on Sariab Road had died. The device was detonated by remote control, and nobody has said they planted it. Four men were detained in a sweep of the city's western quarters.

The official cautioned against treating the two incidents as one operation. The Karez Centre for Security Studies counts at least 34 attacks on security forces in the province since January.

A tea seller, Gul Muhammad, lay on the floor of his stall until dawn, 300 meters away, and counted his glasses when it was over.""",
    "ua-d-02": """The death toll from a Russian missile strike on the eastern Ukrainian city of Kramatorsk has reached nine, emergency services said, with rescue crews using dogs and a crane to search the ruins for a second day in the hope of finding five people who remain missing.

Another twenty-one people were hurt and two of them are in a critical condition after the ballistic missile slammed into shops beside the bus station.

Regional prosecutors believe the weapon was an Iskander-M fired from Taganrog, some 200 kilometres away, and say it came down at 18:40, at the busiest hour of the evening.

Moscow has denied that civilians were the target. The defence ministry spoke of a high-precision strike on temporary quarters of Ukraine's 56th brigade and claimed that up to 60 servicemen were killed, but provided no evidence for the assertion.

That version was dismissed by mayor Vasyl Tkach, who said the building housed a chemist, a phone repair stall and a bakery, and not one soldier. The incident underlines the dangers faced by residents of front-line cities as the war grinds on.""",
    "me-d-05": """Yemen's internationally recognised government has accused the Houthis of killing fourteen people in a missile attack on a filling station in the city of Marib.

The ballistic missile came down in the al-Rawda quarter on Monday evening. A source at the Ministry of Public Health said two of the dead were children whose bodies were burned beyond recognition while waiting in the queue for fuel. Nine others were wounded, and three private cars and a tanker holding 20,000 litres were destroyed.

Earlier the same day the Iran-backed group shelled al-Sawabin camp in Sirwah district, the government said, wounding a woman and forcing 120 families to flee for the third time since they were first displaced.

It called on the Security Council to end its silence. The province has suffered over 250 missile attacks since 2015, according to the statement, and remains one of the most bitterly contested in the country.""",
}

# Short reports told over, written after the rules were first set and scored once before any change to them.
SHORT_TOLD_OVER: dict[str, str] = {
    "me-d-10": """Baghdad minibus drivers stay off road

Around 3,000 minibus drivers in Baghdad kept their engines off for a second day on Saturday to demand blast walls at every terminus in the city. Some 200 of them marched to the governorate building, handed in a letter and dispersed quietly.

The protest follows last Monday's car bomb at Kadhimiya, which has cost 21 lives. Five men have been detained over the explosion, the Baghdad Operations Command says, but it has not said who they are or where they were found.""",
    "la-d-07": """Seven gunmen killed in five-hour battle in southern Philippines

Government soldiers killed seven Bangsamoro Islamic Freedom Fighters in a five-hour clash in marshes outside the town of Shariff Aguak, the army said. Two soldiers of the 6th Infantry Division suffered shrapnel wounds.

Troops recovered five M16 rifles, a grenade launcher and 114 rounds, according to Lt. Col. Dennis Almorato, the division's spokesman. He said the group was led by a man wanted for a roadside bomb that killed three members of a government militia in nearby Ampatuan last month.""",
    "af-d-10": """Mechanics arrested over Afgooye bombing

Two mechanics suspected of fitting out the car used in last week's attack in Afgooye have been arrested in the Dayniile district of Mogadishu, according to the office of the Lower Shabelle governor. Intelligence agents took three phones and $4,150 in cash as evidence.

Hospital staff said the number of dead had risen to 14 after three of the wounded succumbed. The attack was claimed by al-Shabaab.""",
    "ua-d-12": """Indian fire kills two in Nakyal, Pakistan's army says

Two people, one of them a boy aged 12, were killed and five were injured on Tuesday as the Indian Army targeted the civilian population of Nakyal with heavy artillery, according to the media wing of Pakistan's military.

ISPR said the army had responded effectively, with two Indian posts destroyed and three soldiers killed on the other side. It rejected as baseless an allegation from New Delhi that Pakistani mortars had earlier opened up on Mendhar, where India says a woman died.

There have been 61 episodes of firing across the line this year, the disaster management cell in Kotli says, and schools within five kilometres of it are shut.""",
    "me-d-08": """Twin blasts rock Iraqi capital

A parked car exploded beside a bus terminal in Baghdad's Kadhimiya district on Monday, and a man wearing explosives blew himself up in a tea house in Sadr City, police said. First figures put the dead at nine in Kadhimiya and six in Sadr City.""",
}

# Written after every rule had its present form; no rule was changed for them.
LATE_TOLD_OVER: dict[str, str] = {
    "me-d-11": """Ship hit by missile in Red Sea, no one hurt

A dry bulk vessel flying the Marshall Islands flag has been hit by a missile in the Red Sea, about 45 nautical miles south-west of Hodeidah, UK Maritime Trade Operations said. None of the 22 crew was harmed and the ship, laden with Ukrainian barley, continued to Djibouti with minor damage.

Houthi military spokesman Yahya Saree claimed the attack and said the vessel had ignored warnings and traded with Israeli ports. Her managers in Piraeus dispute that.

One security adviser said a US Navy helicopter reportedly hit two speedboats that shadowed the ship afterwards. There was no confirmation from CENTCOM.""",
    "la-d-08": """Rebel commander disputes army toll in Shariff Aguak

A base commander of the Moro Islamic Liberation Front has disputed the Philippine army's version of a clash in Shariff Aguak, saying four of the seven dead were farmers who had gone to check their fish traps.

In a letter to the joint ceasefire committee, the commander says only three BIFF men fell in the sweep of Barangay Tapikan by the 6th Infantry Division. The army stands by its count and insists that all seven carried firearms.

Some 312 families are at the evacuation center, said the municipal social welfare officer, Norhata Guiaman, and classes at two elementary schools have been suspended.

In Datu Salibo, a hand grenade was lobbed into the yard of the municipal hall on Wednesday night, where two watchmen were playing checkers. One of them lost a finger.""",
    "ua-d-06": """Gunmen kill four Levies personnel in Balochistan

Armed men attacked a Levies checkpost on the Quetta-Karachi highway outside Mastung late on Saturday and killed four personnel, officials said.

Some 20 to 25 attackers arrived on motorcycles and opened fire with automatic weapons, according to Deputy Commissioner Sultan Raisani. He said two of them were killed as the guards fought back for nearly 90 minutes, and that the group fled with one Levies man, his rifle and a wireless set.

In a message to newsmen the banned Baloch Liberation Army accepted responsibility.""",
    "af-d-05": """Deadly shelling of camp and drone strike on market in El Fasher

Camp volunteers say the shelling of Abu Shouk displacement camp early on Sunday left eight people dead and around twenty hurt. Separately, a drone fired on the livestock market of El Fasher at dusk, killing five, according to a doctor at the southern hospital. There was no word from the RSF on either attack.""",
}

_FORM = """Operational update of the Southern Command press centre, {day}

Over the past 24 hours the defence forces of the Southern Command repelled {n1} assaults by the occupying forces in the area of {p1}. The enemy launched {n2} air strikes and fired more than {n3} rounds from multiple launch rocket systems at our positions and at settlements.

Enemy artillery shelled {p2}, {p3} and {p4}. Private houses and power lines were damaged. {n4} civilians were wounded and received medical aid.

Our aviation struck {n5} areas where enemy manpower and equipment were concentrated. Units of the missile forces and artillery hit {n6} command posts, an ammunition depot near {p5} and an electronic warfare station.

The enemy's losses for the day are {n7} personnel, {n8} tanks and {n9} armoured vehicles. The operational situation in the area of responsibility of the Southern Command remains difficult but under control. Keep calm, trust official sources and do not ignore air raid alerts."""

_FILLED = (
    "March 4|14|9|60|Brenivka|Oleshyn|Stara Huta|Mylove|Kalynets|4|5|2|310|3|11",
    "March 5|22|6|45|Zarichne Pole|Dubrovets|Tavriysk|Oleshyn|Vesele|2|8|3|275|5|9",
    "March 6|17|11|70|Stepanivka|Kamianyi Brid|Mylove|Novosilka|Hruzke|7|4|1|402|2|14",
    "March 7|9|4|38|Vodianyi|Pisky|Lypove|Zarichne Pole|Tavriysk|3|6|4|198|1|6",
    "March 8|31|13|85|Oleshyn|Hruzke|Brenivka|Lozuvate|Dubrovets|11|9|5|450|7|20",
    "March 9|26|8|52|Novosilka|Vesele|Pisky|Kamianyi Brid|Stara Huta|6|7|2|333|4|12",
    "March 10|12|5|41|Lozuvate|Mylove|Vodianyi|Hruzke|Lypove|1|3|6|221|6|8",
    "March 11|19|10|66|Tavriysk|Kalynets|Oleshyn|Stepanivka|Pisky|8|10|3|367|8|17",
    "March 12|28|7|58|Kamianyi Brid|Brenivka|Vesele|Vodianyi|Novosilka|5|12|7|289|9|10",
)


def _bulletin(filled: str) -> str:
    day, n1, n2, n3, p1, p2, p3, p4, p5, n4, n5, n6, n7, n8, n9 = filled.split("|")
    return _FORM.format(
        day=day, n1=n1, n2=n2, n3=n3, n4=n4, n5=n5, n6=n6, n7=n7, n8=n8, n9=n9, p1=p1, p2=p2, p3=p3, p4=p4, p5=p5
    )  # fmt: skip


BULLETINS: tuple[str, ...] = tuple(_bulletin(filled) for filled in _FILLED)

# A second office's form, shorter, where little but place, number and weekday changes.
BRIEFS: tuple[str, ...] = (
    "Army statement\n\nTroops of the Third Division foiled an attack by terrorists on Monday near Wadi Saro, killing 7 of them and destroying two vehicles mounted with machine guns, the armed forces said in a statement. Weapons and ammunition were seized during the operation, and clearing operations continue in the area.",
    "Army statement\n\nTroops of the Third Division foiled an attack by terrorists on Thursday near Bir Hamad, killing 12 of them and destroying five vehicles mounted with machine guns, the armed forces said in a statement. Weapons and ammunition were seized during the operation, and clearing operations continue in the area.",
    "Army statement\n\nTroops of the Third Division foiled an attack by terrorists on Saturday near Tel Arous, killing 4 of them and destroying one vehicle mounted with machine guns, the armed forces said in a statement. Weapons and ammunition were seized during the operation, and clearing operations continue in the area.",
)
