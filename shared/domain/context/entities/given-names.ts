// Owns given names of many places, lower case and without accents: a capital letter alone makes no name. Written for this
// project; to be added to by whoever misses one.
export const GIVEN_NAMES =
  'aarav aaron abdul abdullah abigail ada adam adele adeyemi aditi adrian agnes ahmad ahmed ahmet aiden ' +
  'aisha akira alan albert alberto alejandra alejandro aleksander aleksandra alessandra alessandro alex ' +
  'alexander alexandra alexandre alexei alexia alexis alfred ali alice alicia alina alison allison ' +
  'amanda amara amber amelia amina amir amit amy ana anastasia anders andre andrea andreas andrei ' +
  'andrew andrzej angel angela angelina anika anil anita anja ann anna anne anneke annika anthony ' +
  'antoine anton antoni antonia antonio anya aoife april ari ariana aristide arjun armando arnaud ' +
  'arthur arturo asha ashley astrid audrey aurora ava axel ayesha ayse bai bao barbara bartosz bas bea ' +
  'beatrice beatriz ben benedict benjamin bernard beth bethany bianca bill bjorn bob bogdan boris ' +
  'bradley bram brandon brenda brendan brian brianna bridget bruce bruno bryan caitlin caleb camila ' +
  'camille carl carla carlos carmen carol carolina caroline carrie casey catarina catherine cecilia ' +
  'celia celine cem chandra chang charles charlie charlotte chen chiamaka chiara chidi chinedu chloe ' +
  'chris christian christina christine christopher chukwu ciara ciaran cindy claire clara claude ' +
  'claudia colin connor conor cora craig cristina curtis cynthia dag daiki daisy dale damian dan dana ' +
  'danica daniel daniela danielle darius darya david davor dawn deborah declan deepak dele delia denis ' +
  'denisa denise dennis derek devon dexter diana diane diego dieter dimitri dina dmitri dolores dominic ' +
  'donald donna dora doris dorothy douglas duncan dylan ebba edgar edith eduardo edward edwin eileen ' +
  'eirik elaine eleanor elena eli elias elif elijah elin elisa elise eliska elizabeth elke ella ellen ' +
  'ellie elliot elsa emeka emil emilia emilio emily emma emmanuel emre enrique enzo eric erica erik ' +
  'erika erin ernest esra esteban esther ethan eugene eva evan evelyn fabian fabio fadi farah farid ' +
  'fatima fatou federico felicia felix femi fernanda fernando finn fiona fleur florence florian florin ' +
  'frances francesca francesco francis francisco frank franz fred frederick frida gabriel gabriela ' +
  'gareth gary gaston gavin gemma geoffrey george georgia gerald gerard gerda gianluca gina giorgio ' +
  'giovanni gitte giulia gloria goran gordon grace graham greg gregory greta gretchen guillermo gunnar ' +
  'gustav gyorgy haakon hakan halima hamza hana hannah hanne hans harold harper harriet harry haruto ' +
  'hasan hassan heather hector heidi helen helena helene helga henning henrik henry herbert hiroshi ' +
  'holly howard hugo ian ibrahim ida ikram ilija ilona ilse imani imran ines ingeborg ingrid irene ' +
  'irina iris isaac isabel isabella isha ivan ivana ivo jacek jack jackson jacob jacqueline jade jaime ' +
  'jake jakob jakub james jamie jan jana jane janet janice jannik jarek jasmin jasmine jason jasper ' +
  'javier jean jeff jeffrey jelena jelle jennifer jenny jens jeremy jerome jesper jessica jesus jill ' +
  'jim jimmy jiri joan joanna joao joe joel johan johanna john johnny jolanta jon jonas jonathan joost ' +
  'jordan jorge jose joseph josephine joshua jovana joyce jozef juan juana judith judy julia julian ' +
  'juliana julie juliet jun jurgen justin kai kaito kamil kang karen karim karin karl karla karol ' +
  'kaspar katarina kate katherine kathleen kathryn katie katja katya kavya kayla keith kelly kemal ken ' +
  'kenji kenneth kerry kerstin kevin khadija kim kira kiran kjell klara klaus kofi krishna kristen ' +
  'kristina krisztina krzysztof kurt kwame kyle lakshmi lara lars lasse laura lauren laurence lea leah ' +
  'lee leif leila lena leo leon leonard leonardo leslie leyla liam lidia lidija lieke lily lin linda ' +
  'lindsay ling linus lisa lise liv liz loic lorenzo lotte louis louise luba luca lucas lucia luciana ' +
  'lucie lucija lucy ludmila luis luisa luka lukas luke luna lydia lynn maarten maciej madison mads ' +
  'magda magdalena magnus mahmoud maite maja malgorzata malik malika malin mamadou manfred manuel marc ' +
  'marcel marcin marco marcos marcus marek margaret margarita maria mariam mariana marie marijke marina ' +
  'mario marion marisa mariusz marjan mark marko markus marlene marta martha martin martina marvin mary ' +
  'mateo mateus mathias mathilde matilda matt matteo matthew matti maureen maurice max maya meera megan ' +
  'mehdi mehmet mei melanie melissa merve mia michael michal michel michelle miguel mikael mike mikkel ' +
  'mila milan milena milos mina ming minh miranda miriam mirjam mirko mohamed mohammad mohammed mohan ' +
  'moira monica monika morgan moritz muhammad murat mustafa nadia nadine naima nando naoko naomi nasser ' +
  'natalia natalie natasha nathan navid neeraj neha neil nelson nguyen nia nicholas nick nicola nicolas ' +
  'nicole nigel nikhil nikita niklas nikola nikolai nils nina nisha nkechi noah noel noemi noor nora ' +
  'norman nuno oana obinna ola olaf oleg olga oliver olivia oluwaseun omar omotola oscar oskar osman ' +
  'otis ottavia otto owen paavo pablo pamela paolo pascal patricia patrick paul paula pauline pavel ' +
  'pawel pedro peggy pekka penelope per pete peter petr petra philip philippe phoebe pia pierre piet ' +
  'pieter pilar piotr pooja prakash pranav priya quentin rachel radek rafael rahim rahul raj rajesh ' +
  'ralph ramon ramona rania raquel rashid rasmus raul ravi ray raymond rebecca regina remi renata rene ' +
  'renske reza ricardo riccardo richard rick rik rita rob robert roberta roberto robin rodrigo roger ' +
  'rohan rohit roland roman ronald roos rosa rosalia rose rosemary roxanne ruben russell rutger ruth ' +
  'ryan sabine sabrina sachin sadia sally salma sam samantha samir samira samuel sandeep sander sandor ' +
  'sandra sandro sanjay sanne sara sarah sasha saskia scott sean sebastian selina selma serena sergei ' +
  'sergey sergio shane shannon sharon shaun sheila shirin shirley shreya shreyas shu siddharth sigrid ' +
  'silke silvana silvia simon simona simone siobhan slavko sofia sofie solveig sonia sophia sophie ' +
  'soren stacy stanislav stefan stefania stefanie stella stephanie stephen steve steven stig stuart sue ' +
  'sunil sunita suresh susan susanna suzanne sven svetlana swati sylvia sylvie tadeusz takeshi tamara ' +
  'tanja tanvi tanya tara tarik tariq tatiana tatjana ted teo teresa terry thandiwe thelma theo ' +
  'theodore theresa thijs thomas tiago tiffany tilda tim timo timothy tina tobias todd tom tomas tomasz ' +
  'tony torsten tove tracy tristan tuli tuva tyler uche ulrich uma urs ursula usha uwe vaclav valentin ' +
  'valentina valeria valerie vanessa varun vasil vera veronica veronika vesna victor victoria vijay ' +
  'vikram viktor viktoria vilma vincent vinod viola violet violeta virginia vivian vladimir vojtech ' +
  'walter wanda wanjiru wei wen wendy wiktor wilhelm will willem william wim wolfgang xavier xin yan ' +
  'yannick yara yash yasmin yasmine yolanda yuki yuna yusuf yuto yvonne zachary zaid zainab zara zdenek ' +
  'zeynep zhang zoe zofia zola zoltan zuzana';

/** Those that are words, places or goods as well: only what stands around them makes them names. */
export const WORD_NAMES =
  'alexa amber angel april ari art august austin autumn bay bill bo bob brooklyn carolina carter case ' +
  'cash chance charity charlotte chase christian christina clay cliff cortana crystal daisy dale dallas ' +
  'dawn dean dee destiny dolores don drew echo ella faith florence ford frank gene georgia ginger glen ' +
  'grace grant guy harmony hazel heath holly hope houston hunter iris ivy jack jackson jade jan jay ' +
  'jean joy jun june ken kim kit lee lena lexus lily lincoln london long luna madison mar mark mason ' +
  'max may melody mercedes miles nick norm nova olive otto page paris pat pearl penny per price ray ' +
  'reed rich rob robin rose ruby sam sandy savannah siri skip sky star storm sue summer sunny sydney ' +
  'tara terra trey val victor violet virginia wade will wren young';
