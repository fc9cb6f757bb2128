// Owns the learned weights of the English signals. Written by `baton learn-weights`; not edited by hand.
// Sources and licences: docs/triggers.md and NOTICE. Learned from (SHA-256):
//   nlupp e6bafda7a1a0ea32653660462f4397558c155862e3e78f17e0680b2c9587226e
//   hint3 df41666cd5f0df261d65eebb3e7b11f2453cec370f6c38c6d331ad48d789822b
//   bitext c4cb9e238bf73a57c93cb6442f48a9cde07cd8c50a50cbf896fefe00a859f1c6
//   dstc11 acd8a88218c88996422a904e4d3f71e6355a092e48e76a9a7bd772e99911801c
//   multidogo 8bb3483d4cbfde37b7707a7288d9cd909b35c6ca33c1a1fa56abda5d9875a3f5
//   clinc150 cb4e120e6f8fa534d8aaaa81c36aecb4bce55ccf244702eb027804ffc97caa55
//   banking77 4aa82c762fb54cddcfa81feb493cd1b96758df811ca7e069df8925857df404e1
//   goemotions 4a560501d037ba386bb7840ec7a187c73e068d64b5afa9f4898b2db199b7bacd
//   dbdc3 b195971722614f277d74f63eaf973aae5b3ef0b81f904f100286458dad586e84
import type { Weights } from '../model.ts';

export const WEIGHTS: Weights = {
  customer: {
    humanRequest: {
      bias: -4,
      weights: {
        'ask.talk': 7.4,
        'ask.desk': 5.06,
        'ask.connect': 6.09,
        'ask.want': 5.61,
        'ask.contact': 6.43,
        'ask.deskContact': 4.48,
        'ask.real': 3.13,
        'ask.bare': 6,
        'ask.else': 3.07,
        'context.acceptsOffer': 6,
        'notAsk.topic': -4,
        'notAsk.whether': -7.01,
        'refuse.person': -5.92,
        'text.length': -0.56,
      },
    },
    frustration: {
      bias: -1.68,
      weights: {
        'mood.negative': 1.4,
        'mood.worst': 1.19,
        'mood.positive': -1.09,
        'feel.anger': 1.4,
        'feel.verdict': 0.52,
        'feel.swear': 1,
        'feel.again': 0.44,
        'feel.fault': 0.26,
        'feel.correct': 0.33,
        'feel.complaint': 0.84,
        'feel.insist': 0.7,
        'feel.pity': 0.64,
        'feel.thanks': -1,
        'feel.assent': -0.55,
        'feel.praise': -0.83,
        'feel.solved': -0.71,
        notSolved: 0.36,
        'feel.mild': -1.48,
        'feel.past': -1.45,
        'text.exclaims': 0.19,
        'text.capitals': 0.71,
        'text.stretched': 0.24,
        'text.negations': 0.43,
        'text.question': -0.52,
        'text.short': -0.07,
        'context.repeats': 0.8,
        'context.repeatsLast': 0.3,
        'context.botSorry': 0.2,
        'context.botCannot': 0.4,
        'context.botLost': 0.5,
        'context.botRepeats': 0.7,
        'context.failures': 0.8,
        'context.turn': 0.3,
        'context.before': 1,
        'head.frustration': 1,
      },
    },
    voiced: {
      bias: -2.6,
      weights: {
        'mood.negative': 1.6,
        'mood.worst': 1.1,
        'mood.positive': -1,
        'feel.anger': 1.5,
        'feel.verdict': 1.2,
        'feel.swear': 1.3,
        'feel.again': 1.1,
        'feel.correct': 0.4,
        'feel.complaint': 0.6,
        'feel.insist': 1.4,
        'feel.thanks': -1,
        'feel.assent': -0.6,
        'feel.praise': -0.7,
        'feel.solved': -1,
        notSolved: 0.4,
        'feel.mild': -1.6,
        'feel.past': -1.5,
        'text.exclaims': 1.6,
        'text.capitals': 2.3,
        'text.stretched': 0.3,
        'text.question': -0.3,
        'head.frustration': 0.2,
      },
    },
    churnRisk: {
      bias: -4,
      weights: {
        'leave.account': 8.39,
        'leave.it': 2.21,
        'leave.elsewhere': 4.49,
        'leave.will': 4.6,
        'leave.rival': 1.98,
        'cancel.order': -0.59,
        'notLeave.thing': -5.12,
        'feel.anger': 0.61,
        'feel.verdict': 0.41,
      },
    },
    cancellation: {
      bias: -4.19,
      weights: {
        'cancel.order': 6.4,
        'cancel.word': 0.93,
        'leave.will': 4.52,
        'leave.account': 6.75,
        'leave.it': 5.22,
        'leave.elsewhere': 2.84,
        'notLeave.thing': 0.09,
      },
    },
    buyingIntent: {
      bias: -1.8,
      weights: {
        'buy.want': 3.27,
        'buy.thing': 2.92,
        'buy.need': 1.69,
        'buy.offer': 3.12,
        'buy.upgrade': 2.83,
        'buy.new': 2.8,
        'buy.advice': 2.46,
        'buy.deal': 3.2,
        'buy.signal': 2.26,
        'buy.looking': 1.09,
        'notBuy.after': -2.17,
        'notBuy.word': -3.35,
        'cancel.order': -2.11,
        'feel.fault': -0.92,
        'leave.account': -1.62,
      },
    },
    problem: {
      bias: -1.27,
      weights: {
        'feel.fault': 2.45,
        'feel.verdict': 0.65,
        'urge.fraud': 1.96,
        'mood.negative': 2.26,
        notSolved: 0.82,
        'buy.want': -0.34,
      },
    },
    urgency: {
      bias: -2.6,
      weights: {
        'urge.word': 2.9,
        'urge.deadline': 2.8,
        'urge.harm': 2.4,
        'urge.fraud': 2.8,
        'urge.none': -3,
        'text.capitals': 0.5,
        'text.exclaims': 0.5,
        'feel.insist': 0.6,
        'feel.again': 0.3,
      },
    },
    complexity: {
      bias: -2.6,
      weights: {
        'hard.technical': 1.1,
        'hard.integration': 1.5,
        'hard.compliance': 1.2,
        'hard.contract': 0.5,
        'hard.several': 0.7,
        'hard.exception': 0.6,
        'text.questions': 1.5,
        'text.items': 1.2,
        'topic.words': 1.5,
        'text.length': 0.6,
        'feel.fault': 0.3,
        'context.failures': 0.7,
        'context.lowConfidence': 0.5,
        'context.repeats': 0.1,
        'feel.solved': -1,
      },
    },
    repetition: {
      bias: -2.8,
      weights: {
        'context.repeats': 3.6,
        'context.repeatsLast': 0.5,
        'context.botRepeats': 0.9,
        'feel.again': 0.7,
        'feel.correct': 0.4,
      },
    },
    botFailure: {
      bias: -2.6,
      weights: {
        'context.failures': 3,
        'feel.correct': 0.3,
        'context.repeats': 0.1,
        'context.botLost': 1,
        'context.botCannot': 0.2,
        'context.botRepeats': 2.2,
        'context.lowConfidence': 0.1,
        notSolved: 0.7,
        'feel.solved': -1.5,
        'feel.thanks': -0.8,
        'feel.again': 1.2,
      },
    },
    legalRisk: {
      bias: -3,
      weights: { 'law.threat': 4, 'feel.complaint': 1.3, 'feel.insist': 0.5, 'urge.fraud': 0.6 },
    },
    competitor: {
      bias: -3,
      weights: { 'rival.named': 3, 'rival.offer': 4, 'leave.elsewhere': 1, 'notRival.joined': -4 },
    },
    solved: {
      bias: -2.2,
      weights: {
        'feel.thanks': 2.2,
        'feel.solved': 2.6,
        'feel.praise': 0.8,
        notSolved: -3,
        'feel.anger': -2,
        'feel.verdict': -1.5,
        'feel.fault': -0.8,
        'text.question': -1.5,
        'text.length': -2,
        'leave.account': -2,
      },
    },
    refusal: { bias: -4, weights: { 'refuse.person': 6 } },
  },
  bot: {
    botFailure: {
      bias: -2.2,
      weights: {
        'bot.lost': 1.51,
        'bot.cannot': 1.27,
        'bot.sorry': 0.54,
        'bot.done': -0.58,
        'bot.ask': -0.36,
        'reply.repeats': 1,
        'reply.repeatsExactly': 0.76,
        'reply.echo': 0.16,
        'reply.offTopic': 0.38,
        'reply.unanswered': 0.67,
        'reply.short': 0.16,
        'reply.long': 0.01,
        'reply.question': -0.54,
        'reply.lowConfidence': 0.8,
        'reply.toRepeated': 0.62,
        'reply.toCorrection': 0.54,
        'reply.before': 0.7,
        'reply.negative': 0.33,
        'text.exclaims': 0.06,
        'head.botFailure': 1,
      },
    },
    repetition: {
      bias: -2.8,
      weights: { 'reply.repeats': 3.6, 'reply.repeatsExactly': 0.8, 'reply.toRepeated': 0.5 },
    },
    complexity: { bias: -3, weights: { 'reply.lowConfidence': 1.6, 'bot.lost': 0.8, 'bot.cannot': 0.5 } },
    botHandover: { bias: -3, weights: { 'bot.handover': 5, 'bot.offer': -3.5, 'bot.handing': 3 } },
  },
  heads: {
    frustration: {
      cap: 2.5,
      words: `
##_##:-0.42 ##_time:0.36 #_or:0.33 #_too:0.37 a_bad:-0.57 a_different:-0.32 a_dumb:-0.33 a_first:0.34
a_flair:0.32 a_fucking:0.72 a_joke:-0.45 a_loser:0.34 a_meme:0.7 a_more:-0.36 a_moron:0.32 a_new:0.53
a_point:-0.4 a_real:-0.64 a_relationship:-0.37 a_rough:0.52 a_shame:0.42 a_teacher:-0.32 a_teen:0.39
a_very:0.4 a_weird:0.36 a_white:0.42 about_any:0.57 about_her:-0.36 about_him:-0.34 about_how:0.41
about_that:-0.39 absurd:0.54 abused:0.62 acting:0.46 actually_being:-0.35 ad:0.67 added:0.44
addiction:-0.4 ads:0.32 afraid:-0.59 after:-0.51 after_#:0.37 again:0.35 aggressive:0.43 agree:-0.59
all_about:-0.42 all_be:0.32 all_day:-0.34 all_star:-0.33 all_the:0.35 along:-0.35 already:0.41
already_know:0.36 alright:-0.45 amazing:-0.43 amazing_how:0.35 ambulance:0.43 an_asshole:0.96
an_idiot:0.38 and_black:-0.37 and_good:0.34 and_how:0.39 and_i've:0.37 and_its:0.75 and_kept:0.32
and_love:0.44 and_make:-0.44 and_my:-0.33 and_name:-0.32 and_never:-0.36 and_not:-0.49 and_people:-0.35
and_really:0.49 and_she:-0.32 and_still:0.33 and_the:-0.53 and_this:0.7 and_why:0.32 and_yet:-0.35
anger:0.65 angry:0.81 angry_at:0.36 animals:0.64 annoy:0.69 annoyed:0.98 annoying:1.18 annoys:0.51
answers:0.45 anxiety:-0.34 anxious:-0.58 any_more:0.37 any_way:0.33 anymore:0.66 anyone_else:-0.36
anyone_to:0.37 anything_in:-0.34 anyway:-0.38 anyways:0.51 anywhere:-0.39 are_getting:0.41
are_horrible:-0.32 are_idiots:0.34 are_probably:0.4 are_too:-0.4 argument:0.65 arguments:0.47
arizona:0.32 arm:-0.44 around:0.33 around_the:0.47 as_a:-0.51 as_an:-0.38 as_i:0.38 as_much:-0.36
as_name:0.51 ass:-0.45 asshole:1.41 assholes:0.45 at_how:-0.36 at_work:0.5 attack:-0.59 attacks:-0.46
attitude:0.73 avoid:-0.43 awesome:-0.41 baby:-0.56 bad_about:0.33 bad_it:0.53 bag:-0.34 bait:0.77
bake:0.37 ball:-0.35 bamboozled:0.34 ban:-0.41 baseless:0.37 bastard:0.83 bastards:0.36 bathrooms:0.49
bc:-0.33 be_good:0.35 be_more:0.37 be_no:0.35 be_pissed:0.48 be_true:0.46 be_upset:-0.32 beach:0.42
bear:-0.35 beat:-0.34 beating:-0.34 became:0.32 because_i:0.4 because_it:0.39 because_she:-0.38
because_they:-0.47 because_they're:-0.44 because_you're:0.58 becoming:0.56 been_very:0.33 beginning:0.59
behavior:-0.38 being:0.39 being_a:0.59 being_an:-0.42 believe_you:0.53 bet:-0.46 betrayed:0.52
better_to:0.37 bible:-0.34 bigger:-0.33 bird:0.38 bitter:0.41 black:-0.44 blade:0.33 blame:0.6
blame_name:0.4 block:0.35 blows:-0.38 body:-0.42 bone:0.4 boo:0.36 books:0.34 books_and:0.37 bored:0.37
boring:1.1 born_in:0.36 bot:-0.35 bother:-0.41 bought:-0.33 bowl:0.4 boys:0.38 break:0.39 breath:0.39
breathing:-0.33 british:0.58 build:-0.36 bullet:-0.34 bullshit:0.54 bully:0.48 burn:0.54 burn_it:0.74
but_at:0.39 but_how:-0.46 but_no:0.67 but_not:0.43 but_that:-0.33 but_there:0.38 but_you:-0.4 butt:0.43
buying:-0.37 by_#:0.41 by_a:-0.35 call_that:0.33 calling:0.39 came_here:0.53 can:-0.41 can't:0.31
can't_be:0.42 can't_believe:-0.4 can't_do:0.51 can't_imagine:0.54 can't_stop:-0.41 can_be:0.7 can_go:0.32
can_you:0.39 captain:0.41 care:0.35 cares:0.82 caring:0.49 caring_about:0.38 cartoon:0.46 case:0.36
cash:-0.37 cast:0.42 cause:-0.47 cause_i:-0.35 celebrity:0.44 chances_are:0.34 channel:-0.43 charges:0.37
chase:0.41 check:-0.33 chelsea:0.35 chicago:0.36 children:0.41 chill:0.33 church:0.34 claim:0.65
clapped:0.41 clean:-0.34 clip:-0.35 close_to:-0.42 clue:-0.41 come:-0.45 come_on:-0.6 coming:-0.39
coming_back:0.49 comment_is:0.45 comment_on:0.41 committed:0.36 companies:0.45 complete:0.39
completely:0.38 complex:0.39 condescending:0.33 confidence:0.35 confused:-0.83 considering:0.39
consistently:0.33 conspiracy:-0.38 constantly:0.57 contact:-0.5 contract:-0.36 control:0.33
conveniently:0.32 conversation_with:0.34 correct:-0.38 couch:0.32 could:-0.33 could_not:0.54 covers:0.42
crap:-0.56 crazy:-0.53 crazy_how:0.35 creep:0.32 crimes:0.43 crushing:0.35 crying:-0.44 cup:-0.35
curious:-0.56 currently:-0.33 curse:0.5 cursed:1.17 customer_service:0.36 dallas:0.4 dammit:0.7
damn_i:0.34 damn_it:0.35 damn_this:-0.37 damnit:0.77 dancing:-0.41 danger:-0.48 dangerous:-0.41 dare:0.64
dare_you:0.43 day_is:0.42 dead:-0.8 death:-0.35 decent:-0.39 decided:0.42 dedicated:0.42 defender:0.46
definition:-0.37 degree:-0.38 delivery:0.32 depressing:0.76 describes:-0.31 deserve:0.57 deserved:-0.32
despite:-0.67 destroy:0.36 devastating:0.36 did:-0.36 did_this:-0.48 didn't_get:0.54 didn't_know:-0.34
didn't_take:0.34 didn't_want:-0.41 die:-0.34 died:-0.51 direct:0.69 dirty:0.47 disappointed:0.49
disappointing:0.86 disappointment:0.86 discrimination:0.44 discussing:0.34 disgusting:-1.3
disrespectful:0.36 disturbing:0.56 do_have:0.35 do_i:-0.55 do_is:-0.33 do_not:0.34 do_the:0.4
doctor:-0.33 does_that:0.38 doesn't_deserve:0.62 doesn't_matter:0.32 doesn't_work:-0.45 doggo:0.34
doing_anything:0.31 doing_it:-0.34 doing_to:0.36 don't:0.38 don't_blame:0.36 don't_do:-0.32
don't_feel:-0.33 don't_get:-0.37 don't_have:-0.39 don't_mean:0.43 don't_need:-0.44 don't_think:-0.32
done:0.62 doubt:-0.34 down:-0.45 downvoted:0.52 downvotes:0.41 draw:-0.39 drawing:0.41 dropped:0.39
drugs:-0.66 dumb:0.41 earlier:-0.48 earth:-0.44 easier:-0.34 easily:-0.39 easy:-0.41 easy_to:-0.47
eat_the:0.7 eating:0.58 edge:-0.37 effectively:0.35 ego:0.42 either_of:0.45 elected:0.39 election:0.34
embarrassed:-0.44 embarrassing:-0.6 embarrassment:-0.33 emotions:-0.33 ends:0.45 essentially:0.51
etc:-0.37 europe:0.34 even_get:0.37 even_if:-0.39 even_make:0.33 even_the:-0.33 even_with:0.33
even_worse:0.35 every:-0.33 everybody:0.41 everyone:-0.49 evidence:-0.32 exact:-0.37 exactly_what:-0.33
example_of:-0.34 except_it's:0.32 exclusive:-0.38 exhausting:0.52 expansion:0.35 expect:0.5
expectations:0.35 expensive:-0.41 explanation:0.4 extremely:0.58 eye:-0.36 f:0.37 face:0.39
facebook:-0.38 failing:0.32 false:0.33 fan:0.33 far:-0.49 father:-0.39 favor:0.41 fear:-0.75 feed:-0.47
feel_like:0.64 feeling:0.46 feels:0.37 feels_bad:0.38 feels_weird:0.43 fell:0.46 fetish:0.39 few:-0.37
field:-0.36 fights:0.38 file:0.32 film:-0.36 filthy:0.46 finally:-0.66 finding:0.49 fingers:0.48
fire:0.34 first_place:-0.36 first_thought:-0.38 fish:-0.32 fit:-0.46 five:-0.35 flags:0.33 flop:0.41
fly:0.47 fool:0.65 for_#:-0.79 for_her:-0.69 for_like:0.36 for_name:0.43 for_such:0.46 for_that:-0.34
for_these:0.33 for_this:0.49 for_us:0.34 forgot:-0.42 forgot_to:-0.34 four:-0.34 freaking:0.59
freely:-0.34 friend_and:0.37 friends:0.43 friends_with:0.36 from_a:0.44 from_their:0.4 frustrating:1.08
fuck:1.26 fuck_off:0.53 fuck_the:0.68 fucked:0.77 fucked_up:0.33 fucken:0.52 fucking:1.74
fucking_stupid:-0.35 full_time:0.32 fun:-0.44 funny:0.49 funny_how:0.32 funny_you:0.36 fuuck:0.53
gain:0.32 game:0.66 game_is:0.37 game_so:-0.39 games:0.55 gave:0.39 gave_up:0.32 gave_you:0.38 geez:0.52
generic:0.4 get_back:-0.35 get_downvoted:0.53 get_in:-0.38 get_into:0.32 get_it:-0.48 get_out:0.42
get_rid:0.32 getting_too:0.33 girlfriend:-0.33 glad:-0.34 go_and:0.46 go_out:0.42 go_outside:0.35
god:0.33 going_go:0.41 gold:-0.46 gone:0.7 good_at:-0.31 good_to:0.71 government:0.46 greasy:0.36
great:-0.34 group:-0.43 guitar:0.33 gullible:0.39 gum:0.44 had_no:-0.43 haha:-0.36 hahaha:-0.62 hand:0.32
handle:0.44 hands:0.33 happened:-0.38 happy_for:-0.34 hard_to:0.4 harm:-0.39 has_a:-0.63 has_been:0.48
has_come:0.47 hasn't:0.59 hate_them:0.33 hate_when:0.38 hated:0.46 hates:0.82 have_my:-0.34 have_no:0.76
have_not:0.36 have_seen:-0.32 haven't:-0.51 having:-0.35 he's_a:0.32 he_can't:0.34 he_could:0.34
he_doesn't:-0.37 he_had:-0.41 he_has:0.52 he_is:0.46 he_probably:0.37 he_seems:-0.39 he_should:0.44
he_sounds:0.39 headache:0.48 hear_about:0.37 heart:0.6 hell:-0.45 hell_is:0.61 hell_yeah:-0.36
hello:-0.31 her_and:-0.52 her_the:0.39 here_i:0.61 here_to:0.56 here_we:0.38 hero:-0.36 heroes:0.43
hey:-0.32 hey_man:0.37 hi:-0.39 hidden:0.32 hide:-0.34 highly:-0.37 him_a:-0.32 him_and:-0.37
him_like:0.34 himself:0.44 hit_the:-0.34 hmm:-0.52 home:-0.55 homeless:-0.42 hope:-0.82 hope_you:-0.52
hopefully:-0.31 hoping:-0.34 horrible:-0.6 horrifying:-0.45 horror:-0.32 how_big:0.46 how_dare:1.06
how_do:0.33 how_is:0.43 how_the:-0.35 humans:0.51 hurt:0.72 hurting:0.34 i'd_give:0.37 i'm_asking:0.35
i'm_confused:-0.33 i'm_done:0.53 i'm_old:0.33 i'm_sick:0.36 i'm_sorry:-0.52 i'm_with:0.37 i've_ever:-0.46
i've_heard:-0.37 i've_never:-0.48 i_asked:0.47 i_believe:-0.46 i_came:0.42 i_can:0.4 i_could:0.47
i_dropped:0.45 i_expected:0.32 i_forgot:-0.35 i_gave:0.41 i_got:-0.43 i_hate:0.66 i_hated:0.72
i_keep:0.43 i_knew:-0.44 i_like:-0.96 i_met:0.32 i_miss:0.7 i_prefer:-0.35 i_said:-0.31 i_say:0.55
i_shouldn't:0.34 i_spent:0.43 i_thought:0.45 i_tried:0.46 i_wrote:0.38 ice:-0.41 idiot:0.83 idiots:1.55
idk_what:0.37 if_anyone:-0.33 if_he:0.6 if_i:0.38 if_my:0.37 if_that's:0.43 if_this:0.35 if_we're:0.37
ignorance:0.46 ignorant:0.43 ignore:0.41 ignored:0.57 illegal:-0.74 image:0.65 immature:0.45
immigration:0.34 important:-0.42 in_#:0.6 in_an:-0.32 in_every:0.33 in_it:0.34 in_there:0.37
in_years:0.44 in_you:-0.33 incel:-0.37 incredible:-0.65 incredibly:-0.32 inevitable:0.35
infrastructure:0.35 infuriating:0.33 insecure:-0.4 instantly:0.52 insult:0.59 insulting:0.67
insults:-0.32 interesting:-0.59 internet_points:0.37 into_the:-0.42 introduce:-0.36 invited_to:0.33
involved:-0.4 irl:0.34 irritating:0.46 is_always:0.36 is_as:0.65 is_awful:-0.44 is_crazy:0.66
is_fucking:-0.42 is_hard:0.36 is_kinda:0.4 is_really:0.32 is_she:-0.41 is_still:0.47 is_such:0.32
is_to:-0.33 is_trash:0.39 is_very:-0.35 is_way:0.42 israel:0.6 issues:-0.35 it's_##:0.36 it's_about:0.37
it's_getting:0.33 it's_like:-0.32 it's_nice:0.39 it's_nothing:-0.36 it's_only:0.39 it's_pretty:0.39
it's_sad:-0.33 it's_still:0.36 it_again:0.35 it_got:0.34 it_in:0.41 it_isn't:-0.33 it_looks:0.35
it_makes:-0.38 it_the:-0.34 it_to:0.65 it_while:0.32 it_wouldn't:-0.33 its_a:-0.41 itt:0.33 jail:0.46
job:0.38 joke:-0.62 journalists:0.43 judge:0.82 just_an:0.38 just_as:0.32 just_doesn't:0.45
just_like:-0.34 just_not:-0.41 just_saw:-0.31 just_stop:0.45 just_throw:0.32 karma:0.47 key:-0.33
kick:0.8 kids_and:0.43 kill:0.4 killers:-0.5 kindly:0.51 know_better:0.34 know_it's:0.65 know_that:-0.35
know_the:-0.34 know_they:0.38 know_to:0.66 know_what:-0.37 know_what's:0.34 knowing:-0.44 knows:-0.37
labour:0.46 lady:-0.38 land:0.33 lane:0.52 late_to:0.32 later:-0.7 laughed:-0.55 laws:0.35 leading:0.46
league:0.69 learn:-0.32 least_i:0.32 legal:0.56 let's:-0.55 liberals:0.6 lies:0.61 life_in:0.38
life_is:-0.39 like_how:-0.46 like_it's:-0.41 like_my:0.38 like_name:-0.49 like_one:0.4 like_to:-0.41
likely:-0.59 line:0.32 living:0.32 lmao:0.49 lock:-0.43 lol:-0.46 lol_the:0.5 looks:-0.32 looks_and:0.34
looks_like:0.46 looks_so:-0.53 lose:0.39 lost:0.47 love:-0.49 love_and:0.55 loved:-0.45 loves:-0.42
luck:-0.44 luckily:0.33 mad_at:-0.47 magic:-0.52 majority:0.46 make_sense:0.38 make_you:-0.35 makes:-0.39
making:0.57 manipulative:0.33 manner:0.45 many_times:0.32 marketing:0.35 married:-0.41 mass:-0.37
match:0.55 may:-0.33 maybe:-0.53 maybe_they:0.39 me:0.46 me_i:-0.53 me_in:0.35 me_name:0.54 me_no:0.36
me_too:-0.33 me_up:-0.48 me_with:0.52 mean_to:0.41 means:-0.53 memes:0.33 mention:0.41 message:0.45
miserable:0.5 miss:0.42 miss_my:0.6 miss_that:0.32 missed:0.53 missed_it:0.64 missed_that:0.41
missed_the:-0.32 misunderstanding:-0.32 mod:-0.34 money:-0.34 money_on:-0.36 monkeys:0.53 more_of:-0.48
motherfucker:0.58 motto:-0.33 mouth:0.58 move:0.36 movement:0.32 mr:-0.58 much_as:-0.49 much_i:0.4
multiple:0.32 must:-0.65 must_be:-0.46 my_balls:0.41 my_comment:-0.32 my_heart:0.59 my_team:0.51
name_can't:0.5 name_didn't:0.42 name_had:0.58 name_isn't:0.34 name_just:0.6 name_left:0.43
name_there:0.36 name_they:-0.34 name_though:0.48 name_would:-0.44 name_you're:0.34 nasty:0.38 nazi:-0.32
neighbors:0.49 nerf:0.43 nervous:-0.54 netflix:0.35 never:0.34 never_thought:0.56 new_job:0.4
nicknames:0.35 night:-0.53 nj:-0.32 no_good:0.32 no_he:-0.49 no_i:0.44 no_idea:-0.43 no_it's:0.51
no_matter:-0.61 no_more:0.47 no_one:0.58 no_sense:0.43 no_thanks:0.37 no_they:-0.38 no_you're:0.34
non:-0.38 nonsense:0.55 not_all:-0.35 not_because:0.33 not_going:0.5 not_good:-0.33 not_how:0.34
not_name:-0.36 not_only:-0.36 not_sorry:0.33 not_sure:-0.56 not_working:0.36 not_your:-0.42 nothing:0.48
nothing_about:0.51 now_and:-0.48 of_a:0.33 of_hate:-0.56 of_it:0.35 of_me:-0.32 of_old:0.38
of_sexual:-0.39 of_those:0.37 of_time:0.36 of_times:0.52 of_water:0.31 of_what:0.36 of_work:0.35
offended:0.38 oh_damn:0.33 oh_my:-0.41 oh_yeah:-0.37 okay:-0.46 omg:-0.71 omg_i:-0.39 on_a:0.55
on_fire:0.32 on_here:0.42 on_his:-0.34 on_their:0.48 only_issue:0.46 oof:0.61 open:-0.47 or:-0.41
or_name:0.34 or_something:0.4 or_the:-0.37 order:0.35 orders:0.4 other_and:0.43 our:0.5 out_for:0.33
out_so:0.33 out_the:-0.33 outraged:0.39 over_this:0.38 overwatch:0.36 owe:0.41 p:-0.4 pain:-0.4
painful:-0.51 pairs:0.54 panic:-0.4 pants:-0.36 parents:0.56 paris:0.47 part:0.36 pass:-0.56 patient:0.36
peach:0.36 people_do:0.48 people_don't:-0.41 people_i:-0.34 people_still:0.6 people_who:0.34
people_would:0.38 perfect:-0.39 perfectly:0.43 personal:0.6 personality:0.36 piss_off:0.42 pissed:-0.39
pissing:0.51 pizza:-0.33 plain:0.39 plate:0.39 please:0.46 please_don't:-0.34 podcast:0.37 point:0.54
point_of:-0.46 point_you're:0.44 police_for:0.54 poorly:0.49 pos:0.33 possible:-0.51 post_is:0.34
post_this:-0.32 posted_about:0.53 posting_this:0.49 prefer:-0.42 pretending:-0.38 pretending_to:-0.37
previous:0.33 price:0.34 problem_is:0.77 problems:-0.4 process:0.33 proud:-0.45 public:0.33 punched:0.4
purpose:0.52 push:0.43 put_a:0.41 put_name:0.4 puts:0.32 putting:0.34 race:0.51 radio:0.41 ran:0.44
read_that:0.6 reading_this:-0.45 reads:0.35 realize_that:-0.42 realized:-0.56 realizing:-0.33
really_bad:-0.38 really_disappointed:0.6 really_uncomfortable:0.47 reason_to:0.38 reckless:0.4
record:0.36 regarding:0.37 relevant:0.47 rely:0.42 rely_on:0.45 remain:0.47 remember_that:0.44
reminds_me:-0.35 remotely:0.39 removed:0.72 replies:0.53 respect:0.39 respects:0.61 respond:0.53
responding:0.54 retarded:-0.36 retired:0.39 returning:0.39 review:-0.33 rich:0.34 ridiculous:0.79
ridiculously:0.59 right:-0.49 right_and:0.47 right_there:-0.32 ripping:0.34 romance:0.53 roof:0.45
rough:0.35 round:0.53 rude:0.65 ruins:0.41 rule:-0.37 rules:-0.32 sad:-0.95 sad_that:-0.32 sadness:-0.51
safe:-0.34 said:-0.37 said_i:0.42 same:0.56 same_thing:-0.48 same_with:0.32 saturday:0.55 saved:-0.32
scam:-0.49 scared:-0.73 scary:-0.58 scene:0.45 screen:0.57 screw:0.54 season_#:-0.42 season_but:0.32
seasons:0.37 second:-0.59 see_that:0.33 see_the:-0.31 see_why:0.33 seems:0.52 seems_a:0.43
seems_very:0.33 seen_some:0.42 sense:0.52 serious:0.6 seriously:0.95 services:0.4 serving:0.4 shade:-0.38
shame_that:-0.48 shared:0.38 shark:0.46 she'll:-0.32 she's_a:0.37 she_seems:0.36 she_should:0.33
sheets:0.31 shh:0.41 shipping:0.39 shirt:0.35 shite:0.5 shitposting:0.47 shitty:0.77 shock:-0.32
shocked:-0.47 should_not:-0.32 shows_how:0.46 shut:1.78 shut_up:1.34 sick:-0.63 simply:-0.38
since_name:0.43 single:0.48 sir:0.38 sitting_in:0.33 slap:0.65 sleep:-0.41 small:0.38 smash:0.34
smile:0.32 so_happy:-0.46 so_it's:-0.4 so_just:0.35 so_no:0.35 so_sad:0.5 so_what:0.34 so_you're:0.53
sociopath:0.35 solely:0.42 some_more:0.32 someone_to:0.53 something_new:0.34 something_out:0.42
sometimes_i:-0.34 somewhere_else:0.32 sons:0.34 sorry:-0.7 spam:0.63 special:0.42 specific:-0.38
spoil:0.44 spoiled:0.46 sports:0.32 standard:0.32 star:-0.44 state:0.4 stay_out:0.46 steam:-0.36
steps:0.33 still_think:0.39 stop:0.72 stop_being:0.5 store:0.45 straight_up:0.65 strange:-0.54
stranger:-0.42 strangers:0.32 strike:-0.32 strong:-0.37 stuck:0.43 stuck_in:0.48 stuff:0.42 stuff_i:0.39
stuff_like:-0.32 stupid:1.18 stupidity:0.65 stupidly:0.35 subtitles:0.37 such:0.63 sucked:0.55 sucks:0.43
sucks_that:0.33 sudden:0.37 summer:-0.38 super_bowl:0.41 sure:-0.35 sure_he:0.35 surprise:0.37
surprised:-0.87 swallow:0.35 sweet:-0.68 sympathy:0.34 take_your:0.43 taken:-0.32 talked:0.36
talked_about:0.39 tanking:0.6 team:0.48 tears:-0.39 tell_him:-0.36 terrible:-0.39 terrifying:-0.48
than_a:0.7 than_you:-0.33 thank:-0.46 thank_you:-0.81 thanks_for:-0.52 that's:-0.33 that's_all:-0.4
that's_definitely:0.4 that's_it:0.32 that_didn't:0.42 that_for:-0.32 that_guy:0.32 that_in:0.37
that_made:0.51 that_many:0.42 that_on:0.38 that_shit:-0.5 that_sub:-0.47 that_sucks:0.34 that_there:-0.33
that_they:-0.41 that_way:0.32 the_amount:0.33 the_ball:0.38 the_beginning:0.44 the_biggest:0.36
the_cast:0.37 the_comments:0.5 the_cops:0.35 the_couch:0.36 the_country:0.42 the_crowd:0.34 the_damn:0.31
the_f:0.35 the_fan:0.41 the_first:-0.34 the_fuck:0.56 the_head:0.41 the_heck:0.38 the_hell:0.88
the_last:-0.32 the_left:-0.37 the_likes:0.32 the_low:-0.32 the_man:0.39 the_middle:-0.36 the_most:0.77
the_original:-0.41 the_past:-0.42 the_religion:0.38 the_same:-0.32 the_universe:-0.36 the_us:-0.49
the_way:-0.4 the_worst:0.58 the_year:0.44 theft:0.37 them_and:0.38 them_both:0.39 them_not:0.33
them_to:0.48 then_it:0.37 therapy:-0.47 there's_a:-0.36 they'd:0.38 they're:0.36 they've:0.59
they_can:-0.35 they_should:0.46 they_think:0.5 thing_that:0.32 thing_they:0.34 thing_you:0.59 think:-0.33
think_you:0.83 this_article:0.35 this_crap:0.34 this_guy:0.48 this_isn't:0.39 this_man:0.34
this_much:0.33 this_on:-0.33 this_post:0.33 this_season:0.53 this_shit:-0.42 this_would:-0.33
thought_it:0.46 through:0.47 throw:0.42 throws:0.43 tight:0.59 time_but:0.39 time_with:-0.38 tired:-0.51
title:-0.5 to_back:0.64 to_college:0.33 to_date:-0.33 to_have:0.52 to_kill:-0.62 to_laugh:0.43
to_leave:-0.42 to_make:0.43 to_please:0.37 to_push:0.36 to_say:0.35 to_send:0.35 to_someone:-0.38
to_stop:-0.64 to_the:-0.45 to_try:-0.34 to_us:0.51 to_use:0.37 to_you:-0.37 today:0.43 tongue:0.51
too_bad:0.37 too_fast:-0.32 too_late:0.41 too_many:0.36 tooth:0.47 top_of:-0.33 toxic:0.53 traits:0.4
trash:0.34 trick:-0.32 tried_to:0.81 trolling:0.57 trouble:-0.33 try_to:-0.34 trying_to:0.33 turd:0.34
turn:-0.37 tweet:0.37 twins:0.41 two_people:0.34 uh:-0.43 uhh:0.33 uncle:0.32 uncomfortable:0.61
under:-0.37 underage:0.39 underestimate:0.63 unfortunate:-0.38 unfortunately:0.67 unless:0.36
unreasonable:0.35 until:-0.32 untrue:0.39 up_on:0.44 up_or:0.47 up_to:-0.32 uplifting:-0.38 upon:-0.34
upset:0.55 upsetting:1.04 use_your:0.39 useful:0.6 username:-0.35 utter:0.42 value:-0.35 violent:-0.33
vote_for:0.44 votes:-0.34 want_a:-0.38 want_the:0.51 war:-0.39 warned:0.46 was_at:0.34 was_born:0.32
was_even:0.36 was_funny:0.54 was_i:0.33 was_just:-0.33 was_like:-0.33 was_no:0.33 was_not:0.5
was_nothing:0.32 was_on:-0.65 was_really:0.39 was_so:0.39 was_this:0.5 wasn't_a:0.38 waste_of:0.42
watched:-0.41 we_aren't:0.42 we_live:0.35 weakness:0.39 weight:-0.34 weird:0.9 weird_to:0.37
welcome:-0.43 well_that:0.38 well_they:0.32 were_the:0.41 wet:0.33 what's_so:0.33 what_a:0.38
what_an:0.33 what_are:-0.38 what_can:0.35 what_i:0.4 what_the:0.44 what_would:-0.35 what_you:0.38
whatever:-0.39 when_all:0.38 when_he:-0.77 when_it:0.42 when_there:0.34 whenever_i:0.4 where_i:0.34
where_was:0.42 which_makes:-0.34 whining:0.33 who_can't:0.39 who_cares:0.45 who_isn't:-0.32 why_are:0.73
why_can't:-0.32 why_would:0.47 wife:-0.43 will_just:0.42 win:0.37 wing:-0.32 wishes:0.61 with_that:0.34
within:0.46 woman:0.34 women_are:0.33 wonder:-0.67 workers:0.39 world:0.49 worries:-0.36 worry:-0.46
worse:0.73 worth:-0.38 would:-0.33 would_help:0.56 would_just:-0.39 wouldn't_want:0.38 writing:-0.32
wrong:-0.35 wrong_with:0.65 y'all:0.48 yeah:0.4 yeah_but:0.41 yeah_i've:0.34 yeah_the:0.62 year_ago:0.39
year_of:0.37 years_ago:-0.4 years_i:-0.38 yell:0.68 yelling:0.44 yellow:-0.34 yep:0.76 yesterday:-0.32
you'll:-0.41 you're_a:0.33 you're_on:-0.45 you're_right:-0.55 you're_still:-0.33 you're_the:0.4
you're_too:0.34 you*:-0.35 you_about:0.46 you_always:0.32 you_but:-0.57 you_call:0.51 you_came:-0.34
you_did:0.81 you_don't:-0.32 you_find:-0.36 you_for:0.41 you_guys:0.63 you_hate:-0.34 you_know:-0.42
you_missed:0.35 you_must:-0.32 you_no:0.33 you_obviously:0.47 you_really:-0.41 you_say:-0.38
you_sound:-0.51 you_this:0.46 you_use:0.41 you_want:-0.52 you_were:-0.63 you_win:-0.41 you_won't:-0.4
you_would:-0.42 young:-0.35 your_facts:0.41 your_family:-0.34 your_feelings:-0.35 your_friend:0.43
your_husband:0.39 your_life:-0.59 yours:0.46 yourself_a:0.43 yourself_and:-0.39 yt:0.34 yup:0.32 😂:0.38
😔:0.47 🙁:0.33 🙂:0.42
`,
    },
    botFailure: {
      cap: 2,
      words: `
#_#:0.22 #_letters:-0.19 a:0.51 a_good:0.34 a_joke:0.33 a_traitor:-0.33 about_music:0.19
about_myself:-0.38 about_something:0.19 about_your:-0.41 actually:0.26 again:-0.32 again_please:-0.23
all_of:-0.25 all_the:0.18 already:0.16 am:-0.53 america:-0.42 amoroso:-0.56 amoroso_renato:-0.56 an:0.45
an_idiot:0.19 and_the:-0.18 another:0.15 answer_your:0.19 any:0.31 anything:-0.37 anyway:0.24
are_you:-0.51 as:0.31 ask:-0.27 ask_you:-0.21 at:-0.21 at_all:-0.29 at_the:0.19 bad:-0.49 be:0.67
because:-0.18 been:0.17 being:0.36 big:-0.42 bit:-0.24 blue:-0.4 bot:-0.29 both:-0.16 boy:-0.25 but:0.18
but_i'm:-0.16 by_the:0.23 call:-0.21 camelia:0.16 can_answer:0.19 can_we:0.19 can_you:0.44 canada:-0.17
captain_america:-0.16 car:0.23 care:0.22 cares:0.27 changed:-0.25 com:0.17 come_on:0.17 cool:0.17
course:0.17 danny:-0.19 danny_you:-0.37 different:-0.18 do:0.2 do_it:-0.2 do_n't:0.16 do_not:-0.23
does_not:-0.21 don:0.26 don't:0.32 don't_want:-0.33 don't_worry:-0.19 don't_you:-0.25 don_t:0.26
down:0.18 eat:0.22 else:0.38 energy:-0.54 everyone:0.17 everything:0.21 excuse:0.18 excuse_me:0.15
explain:-0.47 fake:0.17 father:-0.26 fine:-1.03 five:-0.29 for_my:-0.34 friend:-0.26 from:-0.5
from_umbria:-0.3 fun:-0.25 getting:0.2 give:-0.37 god:0.27 going:-0.25 going_on:-0.19 good:-1.41
good_weekend:0.2 great:-0.83 guy:0.3 guys:-0.22 had:0.17 happened:-0.21 happened_to:-0.34 happens:0.21
happens_when:0.17 has:0.22 hate:0.2 have_a:0.23 have_one:-0.33 have_you:-0.65 haven't:0.2 he:0.3
he's:0.21 hell:-0.25 hello_i:-0.17 her:0.54 here:0.29 hero:-0.17 hey:0.24 hi:-0.64 him:0.38 him_up:0.22
his:0.31 hmm:0.17 home:0.21 how:-0.23 how_about:-0.36 how_are:-0.4 how_to:0.18 i:0.18 i'm_fine:0.17
i'm_going:-0.31 i'm_not:0.18 i_can:-0.25 i_don:0.17 i_don't:0.17 i_feel:-0.24 i_like:-0.35 i_really:-0.26
i_think:0.17 i_was:0.2 i_would:0.32 idiot:0.19 in:0.51 in_a:0.24 in_the:0.25 incorrect_🙁:0.19 iron:-0.31
iron_man's:-0.22 is:-0.22 is_#:0.23 is_that:-0.26 is_the:0.2 is_this:-0.35 isn't_it:-0.29 it's_me:-0.23
it_seems:-0.17 it_was:0.35 its:-0.21 jang:-0.38 jang_mi:-0.38 jesus:0.25 joke:0.38 just:0.42 just_a:-0.26
keep:0.15 kidding:-0.22 kids:-0.21 kind:-0.28 kind_of:-0.32 know:-0.4 know_i:0.2 know_i'm:-0.39
leave:0.19 let:0.17 let's:-0.23 like_i:-0.25 like_pop:-0.44 listen:-0.23 live_in:-0.16 lock:0.31
lock_him:0.22 look:0.3 look_like:0.17 looking:0.23 love:-0.17 love_iron:-0.22 m:-0.25 m_fine:-0.39
m_from:-0.17 m_not:0.2 man's:-0.21 man's_blue:-0.22 maybe:-0.32 me_anything:0.19 me_what:-0.17
me_your:0.15 mean:-0.26 meant:0.22 meet:-0.35 men:-0.16 mi:-0.38 money:0.17 more_about:-0.19 movies:-0.16
musics:-0.19 my_god:0.15 my_new:-0.28 n't:0.32 near:-0.17 near_perugia:-0.17 need:-0.16 news:0.21
next:-0.2 nice:-0.31 no_no:0.53 not_sure:-0.25 not_surprised:0.33 nothing:0.31 notice:0.17 of:0.31
of_it:0.23 off:0.19 oh:0.29 oh_my:0.19 ok:-0.21 okay:-0.41 on:0.19 one:-0.25 one_of:-0.16 only:-0.33
or_wait:-0.28 other:0.36 out:-0.3 out_of:0.23 out_with:0.23 perugia:-0.17 play:-0.47 point:0.34 pop:-0.44
pop_music:-0.44 post:0.15 pretty:0.27 probably:0.25 queen:-0.28 question_🙂:0.19 read:0.22 really:-0.41
really_like:-0.29 remember:-0.19 renato:-0.56 right_now:-0.3 s_a:-0.18 sad:-0.17 say:-0.17
saying_that:0.16 see:-0.22 see_you:-0.21 seems_that:-0.17 seen:0.16 share:0.22 she's:0.21 should:0.21
show:0.29 show_me:0.15 some:0.2 somebody:0.21 something:-0.17 something_about:0.33 something_else:0.19
something_or:-0.39 something_politicians:-0.16 soon:-0.31 sorry:0.3 speak:0.23 sports:0.15 star:-0.19
still:0.36 still_incorrect:0.19 stop:0.23 super:-0.35 super_hero:-0.19 surprised:0.35 t:0.32 t_wait:0.21
talk:-0.53 talk_about:0.21 talking_about:-0.17 tattoo:0.16 teacher:-0.39 tell:0.19 thanks:0.38 that:0.18
that's_right:0.15 that's_what:0.18 that_answer:-0.2 the_country:-0.2 the_guy:0.15 the_hell:-0.25
the_last:-0.29 the_one:-0.26 the_only:-0.23 the_point:0.16 the_question:-0.35 their:0.21 there:0.48
these:0.18 they:0.45 they're:0.18 things:0.19 think:0.34 think_i'm:-0.21 this:0.81 this_is:0.29
this_thing:0.16 three_have:0.2 time:0.28 to:0.22 to_be:-0.16 to_me:-0.42 to_now:0.19 to_you:-0.31
to_your:-0.33 tomorrow:-0.59 traitor:-0.33 trump:-0.19 trump_is:-0.26 try:-0.17 try_again:-0.32
umbria:-0.3 umbria_near:-0.17 understand:-0.38 up:0.27 wait_for:-0.38 wait_to:0.22 war:-0.26 was:0.39
we're:0.32 we_do:0.16 we_need:-0.25 weekend:0.2 well:0.37 well_you:-0.25 what:0.39 what's:0.22
what's_going:-0.24 what's_your:0.2 what_a:0.33 what_are:0.26 what_happened:-0.22 what_happens:0.21
what_i'm:0.16 what_is:-0.37 what_that:-0.42 what_the:-0.3 when:0.24 where:0.52 where_are:0.33
where_did:-0.19 which:0.24 white:0.16 who:0.47 who_are:0.33 who_cares:0.27 who_is:-0.18 why:-0.19
why_not:-0.5 will:-0.18 with:-0.26 with_your:-0.16 wrong:0.29 wrong_with:0.18 yes:-0.72 you're:-0.28
you've:0.21 you_a:0.21 you_do:0.29 you_for:-0.42 you_got:-0.16 you_guys:-0.29 you_hate:0.16 you_have:0.21
you_re:0.16 you_say:-0.22 you_something:-0.34 you_talking:-0.37 you_tell:0.19 you_three:0.2 you_want:0.17
your_best:0.15 ツ:0.23 🙁_i:0.2 🙁_let:-0.3 🙂:0.17
`,
    },
  },
};
