// Owns the English pack: the classes, the cues of every kind, and the small words.
import type { Pack } from '../pack.ts';
import { BOT } from './bot.ts';
import { BUYING } from './buying.ts';
import { CLASSES } from './classes.ts';
import { FEELING } from './feeling.ts';
import { LEAVING } from './leaving.ts';
import { PEOPLE } from './people.ts';
import { PRESSING } from './pressing.ts';
import { TOPICS } from './topics.ts';

export const ENGLISH: Pack = {
  language: 'en',
  classes: CLASSES,
  cues: { ...PEOPLE, ...LEAVING, ...BUYING, ...FEELING, ...PRESSING, ...TOPICS, ...BOT },
  negators: "don't not never without won't wouldn't shouldn't doesn't didn't needn't no nor neither isn't",
  stopWords:
    "a an the and or but if then than so to of in on at for from by with about as is are was were be been being am do does did doing have has had having i me my we us our you your he she it its they them their this that these those there here can could will would shall should may might must not no yes ok okay please thanks thank hi hello hey just also too very really what which who when where why how i'm i'd i'll i've it's that's you're we're don't can't want need like get got go going let know see say said tell one some any all up out now well oh um uh yeah",
  spellings: {
    dont: "don't",
    cant: "can't",
    wont: "won't",
    im: "i'm",
    ive: "i've",
    didnt: "didn't",
    doesnt: "doesn't",
    isnt: "isn't",
    wasnt: "wasn't",
    arent: "aren't",
    havent: "haven't",
    hasnt: "hasn't",
    couldnt: "couldn't",
    wouldnt: "wouldn't",
    shouldnt: "shouldn't",
    hadnt: "hadn't",
    werent: "weren't",
    aint: "ain't",
    thats: "that's",
    whats: "what's",
    youre: "you're",
    id: "i'd",
    u: 'you',
    ur: 'your',
    ya: 'you',
    r: 'are',
    donot: "don't",
    plz: 'please',
    pls: 'please',
    wanna: 'want',
    gonna: 'going',
    gotta: 'need',
    thx: 'thanks',
    thankyou: 'thanks',
    cud: 'could',
    speek: 'speak',
    recieved: 'received',
    recieve: 'receive',
    cancle: 'cancel',
    hav: 'have',
    wat: 'what',
    custumer: 'customer',
    represenative: 'representative',
    taok: 'talk',
    cannot: "can't",
    ppl: 'people',
    acct: 'account',
    tmrw: 'tomorrow',
    tomorow: 'tomorrow',
    noone: 'nobody',
    realy: 'really',
    wth: 'with',
    wiht: 'with',
    wirh: 'with',
    whit: 'with',
    wih: 'with',
    ot: 'to',
    nto: 'not',
    teh: 'the',
  },
  notSlips:
    'amount amounts depleted humane humans humor humor agency agenda agents ages aged persona personal reason season prison parson people peoples lager later closer chose clothes loose loosing lasting laser seller sender sends spend speed spear speaks steak speck chart charts chats chant coat connects collect correct content contract contacts intact contracts transfers ordered orders older border boarder books look looks cook took foot bought brought bright fight sight night light right might eight weight height height caller called taller small stall mall tall hall fall ball wall well while whole quite quiet suite stops step steps shop ship chip clips planes place plane plain plate prize pride rice rises raised praised trice mice notes bold hole homes manger mangers managed manage bodies anything something nothing everything thing things think thank think stank tank rank bank banks tanks sue use used sued uses case cases cause care cars card cards cord word words work world would could wood food good goods god gold golf self sell tell bell bill pill will kill fill till still skill spill ill hello help held hell heal health wealth cancer cancels canceler',
};
