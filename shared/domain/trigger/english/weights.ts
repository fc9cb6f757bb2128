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
      bias: -1.61,
      weights: {
        'mood.negative': 1.44,
        'mood.worst': 1.09,
        'mood.positive': -1.12,
        'feel.anger': 1.34,
        'feel.verdict': 0.55,
        'feel.swear': 1.05,
        'feel.again': 0.45,
        'feel.fault': 0.27,
        'feel.correct': 0.33,
        'feel.complaint': 0.85,
        'feel.insist': 0.71,
        'feel.pity': 0.65,
        'feel.thanks': -1.01,
        'feel.praise': -0.83,
        'feel.solved': -0.71,
        notSolved: 0.35,
        'feel.mild': -1.5,
        'text.exclaims': 0.19,
        'text.capitals': 0.72,
        'text.stretched': 0.22,
        'text.negations': 0.43,
        'text.question': -0.52,
        'text.short': -0.06,
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
    churnRisk: {
      bias: -8.55,
      weights: {
        'leave.account': 8.92,
        'leave.it': 2.4,
        'leave.elsewhere': 3.87,
        'leave.rival': 1.81,
        'cancel.order': -0.67,
        'notLeave.thing': -5.27,
        'feel.anger': 0.66,
        'feel.verdict': 0.34,
      },
    },
    cancellation: {
      bias: -4.06,
      weights: {
        'cancel.order': 6.04,
        'cancel.word': 1.03,
        'leave.account': 6.53,
        'leave.it': 5.11,
        'leave.elsewhere': 2.67,
        'notLeave.thing': 0.23,
      },
    },
    buyingIntent: {
      bias: -1.8,
      weights: {
        'buy.want': 2.82,
        'buy.thing': 1.88,
        'buy.need': 0.91,
        'buy.offer': 2.71,
        'buy.upgrade': 2.58,
        'buy.new': 2.6,
        'buy.advice': 2.24,
        'buy.deal': 3.2,
        'buy.signal': 2.14,
        'notBuy.after': -2.36,
        'cancel.order': -2.09,
        'feel.fault': -1.01,
        'leave.account': -1.72,
        'head.buyingIntent': 1,
      },
    },
    problem: {
      bias: -1.16,
      weights: {
        'feel.fault': 2.5,
        'feel.verdict': 0.69,
        'urge.fraud': 1.99,
        'mood.negative': 1.78,
        notSolved: 0.78,
        'buy.want': -0.37,
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
        'context.failures': 0.8,
        'context.lowConfidence': 1.2,
        'context.repeats': 0.6,
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
        'context.failures': 2.4,
        'feel.correct': 1.1,
        'context.repeats': 0.9,
        'context.botLost': 0.9,
        'context.botCannot': 0.4,
        'context.botRepeats': 1,
        'context.lowConfidence': 1.4,
        notSolved: 0.7,
        'feel.solved': -1.5,
        'feel.thanks': -0.8,
      },
    },
    legalRisk: {
      bias: -3,
      weights: { 'law.threat': 4, 'feel.complaint': 1.3, 'feel.insist': 0.5, 'urge.fraud': 0.6 },
    },
    competitor: { bias: -3, weights: { 'rival.named': 4, 'leave.elsewhere': 1 } },
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
        'reply.echo': 0.15,
        'reply.offTopic': 0.37,
        'reply.unanswered': 0.66,
        'reply.short': 0.15,
        'reply.question': -0.54,
        'reply.lowConfidence': 2,
        'reply.toRepeated': 0.61,
        'reply.toCorrection': 0.53,
        'reply.before': 0.7,
        'reply.negative': 0.31,
        'text.exclaims': 0.06,
        'head.botFailure': 1,
      },
    },
    repetition: {
      bias: -2.8,
      weights: { 'reply.repeats': 3.6, 'reply.repeatsExactly': 0.8, 'reply.toRepeated': 0.5 },
    },
    complexity: { bias: -3, weights: { 'reply.lowConfidence': 2.5, 'bot.lost': 0.8, 'bot.cannot': 0.5 } },
    botHandover: { bias: -3, weights: { 'bot.handover': 5, 'bot.offer': -1.5 } },
  },
  heads: {
    frustration: {
      cap: 2.5,
      words: `
#_here:0.39 #_i'm:0.39 #_or:0.37 #_people:-0.41 #_to:0.32 #_too:0.36 a_bad:-0.54 a_dumb:-0.32
a_first:0.33 a_fucking:0.73 a_joke:-0.45 a_loser:0.34 a_meme:0.71 a_more:-0.35 a_moron:0.32 a_new:0.56
a_point:-0.39 a_real:-0.62 a_relationship:-0.36 a_rough:0.52 a_shame:0.43 a_teen:0.39 a_very:0.37
a_weird:0.37 a_white:0.42 about_#:-0.38 about_any:0.56 about_her:-0.34 about_him:-0.34 about_how:0.41
about_that:-0.42 absurd:0.53 abused:0.64 acting:0.47 actually_being:-0.35 ad:0.64 added:0.46
addiction:-0.42 ads:0.33 afraid:-0.59 after:-0.53 again:0.32 aggressive:0.42 agree:-0.59 all_about:-0.4
all_be:0.32 all_day:-0.37 all_star:-0.32 all_the:0.34 along:-0.35 already:0.42 already_know:0.36
alright:-0.5 amazing:-0.43 amazing_how:0.35 ambulance:0.44 an_asshole:0.95 an_idiot:0.37 and_black:-0.35
and_good:0.35 and_how:0.39 and_i've:0.37 and_its:0.77 and_kept:0.31 and_love:0.44 and_make:-0.44
and_my:-0.32 and_name:-0.32 and_never:-0.35 and_not:-0.5 and_people:-0.37 and_really:0.49 and_she:-0.33
and_still:0.33 and_the:-0.54 and_this:0.71 and_why:0.33 and_yet:-0.34 anger:0.67 angry:0.88 angry_at:0.37
animals:0.64 annoy:0.71 annoyed:1.02 annoying:1.24 annoys:0.51 answers:0.51 anxiety:-0.33 anxious:-0.58
any_more:0.37 any_way:0.32 anymore:0.68 anyone_else:-0.37 anyone_to:0.37 anything_in:-0.34 anyway:-0.39
anyways:0.52 anywhere:-0.42 are_getting:0.43 are_horrible:-0.33 are_idiots:0.34 are_probably:0.4
are_too:-0.39 argue_with:0.35 argument:0.68 arguments:0.49 arm:-0.42 around:0.32 around_the:0.45
as_a:-0.51 as_an:-0.38 as_i:0.38 as_much:-0.36 as_name:0.5 ass:-0.46 asshole:1.4 assholes:0.49
at_all:-0.33 at_how:-0.37 at_work:0.48 attack:-0.57 attacks:-0.48 attitude:0.72 avoid:-0.42 awesome:-0.42
baby:-0.54 bad_about:0.33 bad_it:0.5 bag:-0.35 bait:0.77 bake:0.37 ball:-0.32 bamboozled:0.35 ban:-0.37
baseless:0.35 bastard:0.82 bastards:0.36 bathrooms:0.49 bc:-0.34 be_good:0.34 be_more:0.37 be_no:0.35
be_pissed:0.49 be_true:0.46 be_with:0.37 be_worse:-0.32 beach:0.43 bear:-0.33 beat:-0.33 beating:-0.33
became:0.31 because_he's:0.32 because_i:0.39 because_it:0.38 because_she:-0.36 because_they:-0.47
because_they're:-0.44 because_you're:0.58 becoming:0.57 been_very:0.32 beginning:0.59 behavior:-0.4
being:0.4 being_a:0.62 being_an:-0.44 believe_you:0.53 bet:-0.46 betrayed:0.52 better_to:0.37 bible:-0.35
bigger:-0.34 bird:0.38 bitter:0.41 black:-0.43 blade:0.34 blame:0.6 blame_name:0.4 block:0.37 blows:-0.38
body:-0.39 bone:0.4 boo:0.36 books:0.35 books_and:0.37 bored:0.39 boring:1.12 born_in:0.37 bot:-0.35
bother:-0.42 bought:-0.32 bowl:0.39 boys:0.38 break:0.39 breath:0.39 breathing:-0.32 british:0.6
build:-0.36 bullet:-0.33 bullshit:0.58 bully:0.48 bunch_of:0.31 burn:0.56 burn_it:0.74 but_at:0.39
but_how:-0.47 but_no:0.68 but_not:0.45 but_that:-0.34 but_there:0.38 but_you:-0.41 butt:0.43 buying:-0.37
by_#:0.38 by_a:-0.35 call_that:0.34 calling:0.42 came_here:0.5 can:-0.41 can't_be:0.42
can't_believe:-0.39 can't_do:0.52 can't_imagine:0.55 can't_stop:-0.41 can_be:0.72 can_go:0.32
can_you:0.41 captain:0.4 care:0.37 cares:0.83 caring:0.5 caring_about:0.39 cartoon:0.43 case:0.34
cash:-0.37 cast:0.43 cats:0.33 cause:-0.49 cause_i:-0.35 celebrity:0.44 chances_are:0.34 channel:-0.43
charges:0.37 chase:0.42 chelsea:0.35 chicago:0.37 children:0.41 church:0.33 claim:0.65 clapped:0.4
clean:-0.32 clip:-0.36 close_to:-0.41 clue:-0.41 come:-0.43 come_on:-0.58 coming:-0.4 coming_back:0.5
comment_is:0.44 comment_on:0.42 committed:0.36 companies:0.44 complete:0.37 completely:0.39 complex:0.39
condescending:0.33 conduct:0.33 confidence:0.35 confused:-0.83 considering:0.39 consistently:0.33
conspiracy:-0.37 constantly:0.57 contact:-0.47 contract:-0.36 control:0.33 conveniently:0.31
correct:-0.41 could:-0.33 could_not:0.51 covers:0.42 crap:-0.55 crazy:-0.52 crazy_how:0.35 creep:0.34
crimes:0.43 cruel:0.33 crushing:0.36 crying:-0.4 cup:-0.35 curious:-0.57 currently:-0.33 curse:0.52
cursed:1.17 customer_service:0.37 dallas:0.4 dammit:0.7 damn_i:0.34 damn_it:0.36 damn_this:-0.38
damnit:0.78 dancing:-0.41 danger:-0.45 dangerous:-0.39 dare:0.65 dare_you:0.45 dating:-0.55 day_is:0.42
dead:-0.77 death:-0.34 decent:-0.39 decided:0.41 dedicated:0.42 defender:0.45 definition:-0.37
degree:-0.37 depressing:0.78 deserve:0.57 despite:-0.64 destroy:0.36 devastating:0.36 did:-0.37
did_this:-0.49 didn't_get:0.52 didn't_have:-0.32 didn't_know:-0.35 didn't_take:0.33 didn't_want:-0.39
die:-0.34 died:-0.49 direct:0.7 dirty:0.51 disappointed:0.48 disappointing:0.9 disappointment:0.88
discrimination:0.46 discussing:0.34 disgusting:-1.29 disorder:0.36 disrespectful:0.35 disturbing:0.56
do_have:0.35 do_i:-0.52 do_is:-0.34 do_not:0.34 do_the:0.41 doctor:-0.32 does_that:0.35
doesn't_deserve:0.62 doesn't_matter:0.33 doesn't_work:-0.45 doggo:0.34 doing_it:-0.35 doing_to:0.36
don't:0.41 don't_blame:0.35 don't_do:-0.32 don't_feel:-0.33 don't_get:-0.36 don't_have:-0.4
don't_mean:0.45 don't_need:-0.44 don't_think:-0.33 don't_want:-0.32 done:0.62 doubt:-0.33 down:-0.48
downvoted:0.52 downvotes:0.37 draw:-0.42 drawing:0.41 dropped:0.35 drugs:-0.65 dumb:0.42 earlier:-0.5
earth:-0.42 easier:-0.35 easily:-0.37 easy:-0.41 easy_to:-0.47 eat_it:-0.35 eat_the:0.72 edge:-0.36
effectively:0.35 ego:0.42 either_of:0.43 elected:0.39 election:0.35 embarrassed:-0.44 embarrassing:-0.6
embarrassment:-0.33 emotions:-0.33 ends:0.42 essentially:0.51 etc:-0.36 europe:0.34 even_get:0.41
even_if:-0.38 even_make:0.32 even_the:-0.33 even_with:0.34 even_worse:0.37 every:-0.34 everybody:0.41
everyone:-0.47 evidence:-0.32 exact:-0.37 exactly_what:-0.35 example_of:-0.35 except_it's:0.33
exclusive:-0.38 exhausting:0.51 expansion:0.35 expect:0.48 expectations:0.31 expensive:-0.41
explanation:0.41 extremely:0.57 eye:-0.35 f:0.37 face:0.4 facebook:-0.39 failing:0.32 failure:-0.31
false:0.34 fan:0.34 far:-0.49 father:-0.39 favor:0.4 fear:-0.72 feed:-0.45 feel_like:0.64 feeling:0.48
feels:0.37 feels_bad:0.4 feels_weird:0.43 fell:0.45 fetish:0.4 few:-0.35 field:-0.36 fights:0.39
file:0.33 film:-0.35 filthy:0.46 finally:-0.64 finding:0.49 fingers:0.48 fire:0.36 first_place:-0.36
first_thought:-0.39 fish:-0.32 fit:-0.45 five:-0.35 flags:0.33 flop:0.41 fly:0.47 focus:-0.32 fool:0.65
football:-0.33 for_#:-0.92 for_her:-0.67 for_like:0.33 for_name:0.44 for_such:0.46 for_that:-0.34
for_these:0.33 for_this:0.48 for_us:0.34 forgot:-0.52 forgot_to:-0.35 four:-0.35 freaking:0.59
freely:-0.35 friend_and:0.36 friends:0.39 friends_with:0.33 from_a:0.44 from_name:0.32 from_their:0.4
frustrating:1.09 frustration:0.32 fuck:1.27 fuck_off:0.54 fuck_the:0.67 fucked:0.8 fucked_up:0.34
fucken:0.51 fucking:1.71 fucking_stupid:-0.34 full_time:0.33 fun:-0.46 funny:0.5 funny_how:0.32
funny_you:0.36 fuuck:0.54 gain:0.34 game:0.63 game_is:0.38 game_so:-0.39 games:0.55 gave:0.39
gave_up:0.33 gave_you:0.37 geez:0.53 generic:0.41 get_back:-0.35 get_downvoted:0.52 get_in:-0.4
get_into:0.34 get_it:-0.47 get_out:0.41 getting_too:0.33 girlfriend:-0.33 glad:-0.34 go_and:0.47
go_out:0.44 go_outside:0.35 god:0.34 going_go:0.41 gold:-0.48 gone:0.68 good_at:-0.31 good_to:0.69
government:0.47 greasy:0.37 great:-0.33 group:-0.4 gta:0.31 guitar:0.34 gullible:0.39 gum:0.43
guys_are:0.32 had_no:-0.44 haha:-0.35 hahaha:-0.62 hand:0.34 handle:0.42 happened:-0.37 happy_for:-0.33
hard_to:0.39 harm:-0.37 has_a:-0.64 has_been:0.49 has_come:0.47 hasn't:0.58 hate:0.32 hate_them:0.35
hate_when:0.4 hated:0.5 hates:0.83 have_it:-0.34 have_my:-0.33 have_no:0.78 have_not:0.35 have_seen:-0.33
haven't:-0.53 having:-0.35 he's_a:0.33 he_can't:0.33 he_could:0.33 he_doesn't:-0.37 he_had:-0.42
he_has:0.49 he_is:0.43 he_plays:0.31 he_probably:0.36 he_seems:-0.36 he_should:0.44 he_sounds:0.39
headache:0.46 hear_about:0.39 heart:0.6 hell:-0.38 hell_is:0.6 hello:-0.32 her_and:-0.5 her_the:0.4
here_i:0.61 here_to:0.56 here_we:0.38 hero:-0.35 heroes:0.43 hey:-0.33 hey_man:0.38 hi:-0.38 hidden:0.33
hide:-0.35 highly:-0.36 him_a:-0.31 him_and:-0.37 him_like:0.36 himself:0.44 hit_the:-0.35 hmm:-0.52
home:-0.56 homeless:-0.42 hope:-0.8 hope_you:-0.53 horrible:-0.59 horrifying:-0.44 how_big:0.46
how_dare:1.06 how_is:0.44 how_the:-0.36 humans:0.48 hurt:0.78 hurting:0.36 i'd_give:0.37 i'll:-0.32
i'm_asking:0.32 i'm_confused:-0.32 i'm_done:0.53 i'm_old:0.33 i'm_sick:0.38 i'm_sorry:-0.53 i'm_with:0.34
i've_ever:-0.46 i've_heard:-0.37 i've_never:-0.48 i_asked:0.48 i_believe:-0.46 i_came:0.4 i_can:0.41
i_could:0.49 i_dropped:0.43 i_expected:0.32 i_forgot:-0.38 i_gave:0.42 i_got:-0.44 i_hate:0.68
i_hated:0.73 i_keep:0.43 i_knew:-0.43 i_like:-0.97 i_miss:0.7 i_prefer:-0.35 i_said:-0.32 i_say:0.56
i_spent:0.42 i_thought:0.45 i_tried:0.46 i_wrote:0.38 ice:-0.41 idea:-0.32 idiot:0.83 idiots:1.5
idk_what:0.38 if_anyone:-0.39 if_he:0.59 if_i:0.4 if_my:0.38 if_that's:0.41 if_this:0.34 if_we're:0.4
ignorance:0.46 ignorant:0.42 ignore:0.43 ignored:0.58 illegal:-0.71 image:0.64 immature:0.46
immigration:0.34 important:-0.41 in_#:0.63 in_an:-0.33 in_every:0.34 in_it:0.34 in_there:0.39
in_years:0.45 in_you:-0.34 incel:-0.35 incredible:-0.65 inevitable:0.35 infrastructure:0.35
infuriating:0.34 insecure:-0.39 instantly:0.51 insult:0.58 insulting:0.68 interesting:-0.58
internet_points:0.37 into_the:-0.43 introduce:-0.37 involved:-0.42 irl:0.35 irritating:0.49 is_#:-0.39
is_always:0.35 is_as:0.65 is_awful:-0.44 is_crazy:0.66 is_fucking:-0.44 is_hard:0.37 is_kinda:0.4
is_pretty:0.32 is_really:0.32 is_she:-0.4 is_still:0.47 is_such:0.32 is_to:-0.33 is_trash:0.39
is_very:-0.35 is_way:0.43 israel:0.6 issues:-0.36 it's_#:0.44 it's_about:0.37 it's_getting:0.33
it's_nice:0.39 it's_nothing:-0.37 it's_only:0.38 it's_pretty:0.38 it's_sad:-0.32 it's_still:0.35
it_again:0.35 it_got:0.34 it_in:0.41 it_isn't:-0.33 it_looks:0.36 it_makes:-0.37 it_the:-0.34 it_to:0.64
it_while:0.33 it_wouldn't:-0.31 its_a:-0.4 itt:0.34 jail:0.47 jealous:0.32 job:0.38 joke:-0.63
journalists:0.45 judge:0.81 just_an:0.38 just_doesn't:0.43 just_like:-0.34 just_not:-0.42 just_stop:0.45
just_throw:0.32 karma:0.47 key:-0.34 kick:0.8 kids_and:0.41 kill:0.48 killers:-0.46 kindly:0.51
know_better:0.35 know_it's:0.67 know_nothing:0.31 know_that:-0.34 know_the:-0.34 know_they:0.37
know_to:0.66 know_what:-0.37 know_what's:0.35 knowing:-0.44 knows:-0.37 labour:0.46 lady:-0.36 land:0.32
lane:0.52 later:-0.71 laughed:-0.54 laws:0.36 leading:0.46 league:0.66 least_i:0.31 leave_him:0.32
left_and:-0.34 legal:0.58 let's:-0.56 liberals:0.62 lies:0.62 life_in:0.39 life_is:-0.4 like_#:0.34
like_how:-0.45 like_it's:-0.41 like_my:0.39 like_name:-0.5 like_one:0.39 like_to:-0.41 likely:-0.6
line:0.36 living:0.32 lmao:0.47 lock:-0.42 logic:0.32 lol:-0.45 lol_the:0.5 looks_and:0.33
looks_like:0.45 looks_so:-0.51 lose:0.42 lost:0.47 love:-0.48 love_and:0.55 loved:-0.46 loves:-0.41
luck:-0.44 luckily:0.35 mad_at:-0.48 magic:-0.51 majority:0.47 make_sense:0.35 make_you:-0.36 makes:-0.39
making:0.59 manipulative:0.33 manner:0.45 many_times:0.32 marketing:0.33 married:-0.4 mass:-0.37
match:0.54 may:-0.34 maybe:-0.52 maybe_they:0.38 me:0.46 me_i:-0.54 me_in:0.35 me_name:0.56 me_no:0.36
me_too:-0.32 me_up:-0.47 me_with:0.58 mean_to:0.41 means:-0.52 memes:0.35 mention:0.4 message:0.47
miserable:0.51 miss:0.42 miss_my:0.59 miss_that:0.32 missed:0.55 missed_it:0.64 missed_that:0.4
missed_the:-0.32 misunderstanding:-0.32 mod:-0.33 money:-0.34 money_on:-0.36 monkeys:0.53 more_of:-0.48
motherfucker:0.58 motto:-0.33 mouth:0.59 move:0.36 movement:0.33 mr:-0.59 much_as:-0.49 much_i:0.4
must:-0.63 must_be:-0.43 my_#:-0.43 my_balls:0.38 my_comment:-0.33 my_heart:0.58 my_kid:-0.31 my_team:0.5
name_can't:0.5 name_didn't:0.42 name_had:0.58 name_isn't:0.33 name_just:0.62 name_left:0.43
name_there:0.37 name_they:-0.34 name_though:0.48 name_would:-0.43 name_you're:0.34 nasty:0.41 nazi:-0.31
neighbors:0.48 nerf:0.43 nervous:-0.53 netflix:0.36 never:0.36 never_thought:0.55 new_job:0.39
nicknames:0.35 night:-0.52 nj:-0.33 no_good:0.36 no_he:-0.48 no_i:0.45 no_idea:-0.45 no_it's:0.52
no_matter:-0.61 no_more:0.45 no_one:0.56 no_sense:0.43 no_thanks:0.41 no_they:-0.38 no_you're:0.33
non:-0.39 nonsense:0.54 not_all:-0.34 not_because:0.33 not_going:0.47 not_how:0.33 not_name:-0.36
not_only:-0.37 not_sorry:0.33 not_sure:-0.55 not_working:0.35 not_your:-0.43 note:-0.35 nothing:0.47
nothing_about:0.51 now_and:-0.47 of_a:0.33 of_hate:-0.55 of_it:0.38 of_old:0.39 of_sexual:-0.39
of_those:0.36 of_time:0.38 of_times:0.53 of_water:0.32 of_what:0.37 of_work:0.35 offended:0.39
oh_damn:0.34 oh_my:-0.41 okay:-0.53 omg:-0.71 omg_i:-0.38 on_a:0.5 on_fire:0.32 on_here:0.39 on_his:-0.34
on_their:0.46 on_youtube:0.32 only_issue:0.43 oof:0.62 open:-0.47 or:-0.41 or_name:0.31 or_something:0.39
or_the:-0.38 orders:0.4 other_and:0.42 our:0.51 out_for:0.33 out_in:-0.32 out_so:0.33 out_the:-0.33
outraged:0.39 over_this:0.38 overwatch:0.36 owe:0.4 p:-0.41 pain:-0.37 painful:-0.5 pairs:0.53
panic:-0.39 pants:-0.35 parents:0.56 paris:0.45 part:0.37 pass:-0.56 patient:0.35 peach:0.35
people_do:0.48 people_don't:-0.42 people_i:-0.33 people_still:0.61 people_who:0.33 people_would:0.37
perfect:-0.38 perfectly:0.43 personal:0.59 personality:0.36 pilot:-0.32 piss_off:0.42 pissed:-0.32
pissing:0.53 pizza:-0.33 plain:0.41 plate:0.39 please:0.35 please_don't:-0.35 podcast:0.37 point:0.51
point_of:-0.47 point_you're:0.45 police_for:0.46 poop:0.31 poorly:0.49 pos:0.32 possible:-0.52
post_is:0.34 post_this:-0.32 posted_about:0.54 posting_this:0.48 posts:0.34 prefer:-0.4 pretending:-0.38
pretending_to:-0.37 previous:0.36 price:0.33 problem_is:0.73 problems:-0.4 process:0.35 proud:-0.45
public:0.35 punched:0.39 purpose:0.52 push:0.42 put_a:0.41 put_name:0.4 puts:0.34 putting:0.34 race:0.51
radio:0.41 ran:0.44 read_that:0.61 reading_this:-0.44 reads:0.35 realize_that:-0.41 realized:-0.57
realizing:-0.34 really_bad:-0.39 really_disappointed:0.58 really_uncomfortable:0.49 reason_to:0.37
reckless:0.41 record:0.39 referencing:-0.34 regarding:0.37 relationships:-0.34 relevant:0.47 rely:0.41
rely_on:0.46 remain:0.47 remember_that:0.44 reminds_me:-0.37 remotely:0.39 removed:0.72 replies:0.53
respect:0.42 respects:0.6 respond:0.52 responding:0.55 responsible:0.32 retarded:-0.35 retired:0.39
returning:0.38 review:-0.32 ridiculous:0.8 ridiculously:0.59 right:-0.5 right_and:0.46 ripping:0.34
romance:0.55 roof:0.46 rough:0.37 round:0.54 rude:0.63 ruins:0.42 rule:-0.38 rules:-0.33 sad:-0.93
sadness:-0.5 safe:-0.33 said:-0.35 said_i:0.43 same:0.55 same_thing:-0.47 saturday:0.56 scam:-0.48
scared:-0.71 scary:-0.55 scene:0.38 screen:0.57 screw:0.55 season_#:-0.43 season_but:0.32 seasons:0.35
second:-0.58 see_that:0.33 see_why:0.34 seems:0.52 seems_a:0.45 seems_very:0.34 seen_some:0.42 sense:0.49
serious:0.61 seriously:0.96 services:0.41 serving:0.41 shade:-0.37 shame_that:-0.47 shared:0.36
shark:0.46 she'll:-0.32 she's_a:0.38 she_seems:0.37 she_should:0.34 shh:0.41 shipping:0.38 shirt:0.35
shite:0.5 shitposting:0.47 shitty:0.79 shock:-0.31 shocked:-0.45 shows_how:0.47 shut:1.78 shut_up:1.35
sick:-0.56 simply:-0.36 since_name:0.43 single:0.41 sink:-0.31 sir:0.37 sitting_in:0.33 slap:0.65
sleep:-0.41 small:0.39 smash:0.35 so_happy:-0.44 so_it's:-0.41 so_just:0.36 so_no:0.37 so_sad:0.51
so_what:0.32 so_you're:0.53 sociopath:0.34 solely:0.45 some_more:0.33 someone_to:0.53 something_new:0.33
something_out:0.42 sometimes_i:-0.34 somewhere_else:0.31 sorry:-0.69 spam:0.64 special:0.41 specific:-0.4
spoil:0.44 spoiled:0.44 sports:0.34 standard:0.32 star:-0.47 state:0.38 stay_out:0.46 steam:-0.35
still_think:0.4 stop:0.75 stop_being:0.5 store:0.44 straight_up:0.66 strange:-0.56 stranger:-0.41
strangers:0.32 strong:-0.38 stuck:0.44 stuck_in:0.46 stuff:0.4 stuff_i:0.4 stuff_like:-0.32 stupid:1.2
stupidity:0.65 stupidly:0.37 subtitles:0.35 such:0.62 such_a:0.32 sucked:0.56 sucks:0.41 sucks_that:0.32
sudden:0.37 summer:-0.37 super_bowl:0.42 sure:-0.39 sure_he:0.36 surprise:0.37 surprised:-0.88
swallow:0.35 sweet:-0.66 sympathy:0.34 take_your:0.4 taken:-0.32 talked:0.34 talked_about:0.39
tanking:0.57 team:0.48 tears:-0.38 tell_him:-0.36 tell_me:0.32 terrible:-0.38 terrifying:-0.47
than_a:0.71 than_you:-0.33 thank:-0.46 thank_you:-0.8 thanks_for:-0.52 thanks_i:0.33 that's:-0.32
that's_all:-0.39 that's_definitely:0.4 that's_it:0.33 that_a:-0.32 that_comment:0.31 that_didn't:0.42
that_for:-0.32 that_in:0.36 that_made:0.49 that_many:0.41 that_on:0.36 that_shit:-0.5 that_sub:-0.49
that_sucks:0.35 that_there:-0.33 that_they:-0.39 that_to:-0.35 that_way:0.32 the_amount:0.34
the_bad:-0.32 the_ball:0.38 the_beginning:0.44 the_biggest:0.36 the_cast:0.38 the_comments:0.51
the_cops:0.36 the_couch:0.35 the_country:0.4 the_crowd:0.34 the_damn:0.33 the_f:0.34 the_fan:0.41
the_first:-0.34 the_fuck:0.57 the_head:0.45 the_heck:0.37 the_hell:0.88 the_last:-0.34 the_left:-0.37
the_likes:0.32 the_low:-0.32 the_man:0.39 the_middle:-0.36 the_most:0.79 the_original:-0.4 the_past:-0.44
the_religion:0.37 the_universe:-0.36 the_us:-0.5 the_way:-0.4 the_worst:0.59 the_year:0.46 theft:0.37
their_kid:0.31 them_both:0.38 them_not:0.32 them_to:0.48 then_it:0.38 therapy:-0.47 there's_a:-0.37
they'd:0.4 they're:0.38 they've:0.6 they_can:-0.34 they_might:-0.31 they_should:0.46 they_think:0.51
thing_they:0.34 thing_you:0.58 think:-0.33 think_you:0.82 this_article:0.34 this_crap:0.32 this_guy:0.49
this_isn't:0.4 this_man:0.34 this_on:-0.34 this_post:0.33 this_season:0.52 this_shit:-0.43
this_would:-0.33 thought_it:0.46 through:0.45 throw:0.42 throws:0.43 tight:0.56 time_but:0.38
time_with:-0.37 tired:-0.47 title:-0.52 to_back:0.63 to_date:-0.34 to_have:0.5 to_kill:-0.61
to_laugh:0.44 to_leave:-0.41 to_make:0.45 to_please:0.36 to_push:0.36 to_say:0.35 to_send:0.34
to_someone:-0.36 to_stop:-0.64 to_the:-0.47 to_try:-0.35 to_us:0.51 to_use:0.35 to_you:-0.35 today:0.46
tongue:0.52 too_bad:0.36 too_fast:-0.32 too_late:0.4 too_many:0.36 tooth:0.48 top_of:-0.32 toxic:0.5
traffic:0.34 traits:0.39 trash:0.32 trick:-0.31 tried_to:0.81 trolling:0.54 trouble:-0.32 try_to:-0.34
trying_to:0.34 turd:0.33 turn:-0.37 tweet:0.35 twins:0.42 uh:-0.43 uhh:0.34 uncle:0.34 uncomfortable:0.62
under:-0.38 underage:0.33 underestimate:0.63 unfortunate:-0.38 unfortunately:0.67 unless:0.4
unreasonable:0.35 until:-0.33 untrue:0.39 up_on:0.44 up_or:0.48 uplifting:-0.38 upon:-0.34 upset:0.54
upsetting:1.05 use_your:0.37 useful:0.6 username:-0.35 utter:0.41 value:-0.36 vote_for:0.44 votes:-0.34
want_a:-0.35 want_the:0.52 war:-0.37 warned:0.47 was_at:0.35 was_being:0.32 was_born:0.34 was_even:0.35
was_funny:0.53 was_i:0.33 was_just:-0.34 was_like:-0.35 was_no:0.33 was_not:0.47 was_nothing:0.32
was_on:-0.65 was_really:0.32 was_so:0.36 was_this:0.5 wasn't_a:0.36 waste_of:0.43 watched:-0.41
we_aren't:0.43 we_feel:0.35 we_live:0.36 weakness:0.4 weight:-0.38 weird:0.9 weird_to:0.38 weirdo:0.32
welcome:-0.43 well_that:0.38 well_they:0.33 were_the:0.41 wet:0.35 what_a:0.38 what_an:0.33
what_are:-0.37 what_can:0.35 what_i:0.47 what_the:0.42 what_would:-0.36 what_you:0.37 whatever:-0.41
when_all:0.39 when_he:-0.78 when_it:0.44 when_there:0.35 whenever_i:0.38 where_i:0.36 where_was:0.42
where_you:-0.33 which_makes:-0.34 whining:0.34 who_can't:0.34 who_cares:0.45 who_isn't:-0.32 why_are:0.75
why_can't:-0.33 why_would:0.47 wife:-0.43 will_just:0.4 win:0.41 wing:-0.34 wishes:0.61 with:-0.68
with_#:0.46 within:0.45 woman:0.36 wonder:-0.67 work_for:-0.32 workers:0.39 world:0.49 worries:-0.35
worry:-0.44 worse:0.78 worth:-0.38 would:-0.33 would_help:0.56 would_just:-0.38 would_you:0.32
wouldn't_want:0.38 writing:-0.33 wrong_with:0.75 y'all:0.5 yeah_but:0.37 yeah_the:0.57 year_ago:0.4
year_of:0.38 years_ago:-0.4 years_i:-0.38 yell:0.67 yelling:0.46 yellow:-0.34 yep:0.48 you'll:-0.43
you're_a:0.33 you're_on:-0.46 you're_right:-0.54 you're_still:-0.34 you're_the:0.4 you*:-0.35
you_about:0.45 you_always:0.32 you_but:-0.58 you_call:0.51 you_came:-0.33 you_did:0.83 you_don't:-0.36
you_ever:0.32 you_find:-0.36 you_for:0.41 you_guys:0.58 you_hate:-0.34 you_know:-0.42 you_missed:0.35
you_no:0.38 you_obviously:0.45 you_really:-0.39 you_say:-0.38 you_sound:-0.52 you_stay:0.32 you_this:0.48
you_use:0.41 you_want:-0.53 you_were:-0.62 you_win:-0.41 you_won't:-0.4 you_would:-0.43 young:-0.36
your_facts:0.38 your_family:-0.34 your_feelings:-0.34 your_friend:0.43 your_husband:0.38 your_life:-0.59
yours:0.45 yourself_a:0.44 yourself_and:-0.38 yt:0.34 yup:0.32 😂:0.4 😔:0.48 🙁:0.33 🙂:0.42
`,
    },
    buyingIntent: {
      cap: 1.2,
      words: `
#:-0.72 #_apple:0.22 #_classic:0.2 #_dollars:-0.23 #_e:-0.33 #_gmailcom:-0.21 #_large:0.2 #_lemonade:0.34
#_medium:0.21 #_soda:0.34 $:-0.25 $_#:-0.25 a:0.39 a_#:0.28 a_call:0.3 a_few:0.3 a_flight:0.23
a_free:0.19 a_freemium:0.2 a_gold:0.26 a_lemonade:0.21 a_life:0.31 a_live:-0.23 a_nearby:-0.5 a_new:-0.72
a_plan:0.25 a_platinum:0.32 a_premium:0.26 a_pro:0.27 a_proof:-0.35 a_quote:0.56 a_seller:-0.32
about:-0.51 about_a:-0.39 about_your:-0.31 accept:0.32 account:-0.48 account_for:0.71
account_please:-0.29 acquire:0.44 add_#:0.27 add_some:-0.2 address:-0.87 advice:-0.27 agent:-0.52
agua:0.36 agua_frescas:0.35 also:0.21 an_article:0.2 an_item:0.34 and:0.48 and_#:0.28 and_my:0.23
another_account:-0.28 any:-0.29 apple:0.34 apple_slices:0.24 are_the:0.47 are_you:0.34 art:0.25
article:0.55 articles:0.3 arugula:0.36 ask:-0.23 assistance:-0.52 at:-0.29 available:0.62 back:0.25
bacon:0.47 bacon_smokehouse:0.23 balance:-0.27 basic:0.21 beer:0.73 beer_wine:0.25 best:0.91 big:0.29
big_mac:0.19 bill:-0.79 billing:-0.33 bills:-0.24 boarding:-0.3 boarding_pass:-0.25 body:0.82 book:0.22
bride:0.31 brownie:0.36 burger:0.7 buy:0.54 bye:-0.31 cable:0.5 cable_service:0.28 caesar:0.37 call:0.24
call_center:-0.23 call_me:0.52 can:0.2 can't:-0.21 can_i:-0.34 can_you:0.26 cancel:-0.23 car:-0.25
card:-0.26 casey:-0.19 cash:0.62 cash_on:0.33 center:-0.24 change:-0.53 changing:-0.25 charge:-0.2
chat:-0.24 chat_with:-0.22 check:-0.72 checking:-0.26 checks:-0.44 cheese:0.78 cheese_burger:0.22
cheeseburger:0.52 cheeseburger_#:0.21 chicken:0.88 chocolate:0.29 claim:-0.35 classic:0.56
classic_caesar:0.33 cod:1.56 cod_option:0.48 code:-0.3 coffee:0.34 coke:0.94 cola:0.47 comment:-0.2
company:-0.49 comparison:0.59 complaint:-0.35 condo:0.26 contact:-0.33 cookie:0.42 copy:-0.24
correct:-0.26 cost:0.3 create:0.54 creating:0.56 credit:-0.23 credit_card:-0.2 curekart:-0.21
current:-0.29 custom:0.36 custom_size:0.24 customer:-0.62 customer_service:-0.32 customer_support:-0.2
data_on:-0.28 data_plan:0.29 day:-0.53 deliver:-0.33 deliver_to:-0.26 delivery:-0.23
delivery_address:-0.22 dessert:0.39 details:-0.55 diet:-0.44 diet_and:-0.32 diet_coke:0.22
difference:0.34 discount:0.3 does:-0.22 does_it:-0.22 dog:0.29 dollars:-0.25 double:0.24 down:0.65
drink:0.37 drinks:0.47 during:0.58 e:-0.36 e_#:-0.33 earn:0.53 earn_some:0.31 earning:0.24 eater:0.31
edit:-0.32 editing:-0.24 emi:1.07 enroll:0.39 enroll_in:0.62 equipment:0.41 error:-0.23 exchange:-0.35
expect:-0.24 expenses:-0.26 famous:0.21 fat:0.71 feedback:-0.43 feedback_about:-0.28 few:0.3 few_of:0.3
file:-0.35 file_a:-0.32 finance:0.49 flight:0.35 flight_from:0.24 food:-0.23 for:-0.24 for_a:-0.21
for_bride:0.31 for_my:0.45 for_your:-0.28 free_account:0.31 freemium_account:0.22 french:0.2
frequency:-0.21 frescas:0.35 fresh:0.3 fresh_fruit:0.23 fries:0.63 from:-0.88 from_your:0.22 fruit:0.61
gain:0.64 gainer:0.72 gb_data:0.27 get_a:0.23 get_in:0.28 get_some:-0.29 get_the:-0.35 give_me:0.22
gmailcom:-0.21 goal:0.3 gold:0.36 good:-0.53 good_morning:-0.26 great:-0.37 green:0.32 green_stripe:0.3
grilled:0.3 grilled_chicken:0.25 have:0.92 have_#:0.32 have_to:0.28 healthy:0.34 height:0.63 hello:-0.25
hello_i'm:-0.21 help:-0.79 help_me:0.36 hi_can:0.36 hi_i:-0.45 homeowner's:0.22 hot:0.23 hours:-0.21
i've_been:0.29 i_also:0.25 i_expect:-0.22 i_get:-0.19 i_have:0.72 i_just:0.23 i_like:0.35 i_open:0.22
i_please:0.34 i_want:0.26 ice:0.22 if:-0.22 if_i:-0.2 in:0.47 in_one:0.27 info_on:-0.27 information:-0.51
information_on:-0.23 instead:0.26 insurance_agent:-0.54 insurance_plan:-0.21 insure:0.61 insure_my:0.61
interest:0.2 internet:0.28 internet_service:0.21 invoice:-0.46 is_available:0.26 is_no:0.29
is_there:-0.21 issue:-0.27 issues:-0.21 it:-0.44 it_cost:-0.21 item:0.57 items:0.19 its:-0.34 john:-0.19
just:0.23 keyboard:0.56 keyboards:0.21 know_the:0.32 know_what:0.22 large:0.51 last:-0.2 later:0.39
lean:0.27 leave:-0.33 lemonade:1.11 life:0.34 life_insurance:0.36 like:0.22 like_to:0.31 loan:-0.33
looking_for:-0.29 loss:0.42 mac:0.32 make:0.47 make_#:0.32 make_a:-0.36 mass:0.27 mattress:1.14 may:-0.35
may_i:-0.31 mcdouble:0.21 me:0.23 me_a:0.26 me_in:-0.22 me_the:-0.24 me_with:0.22 meat:0.42
meat_eater:0.31 meatballs:0.2 medium:0.29 methods:-0.3 modifying:-0.19 money:-0.51 morning:-0.25
morning_i:-0.2 mozzarella:0.34 musical:0.39 my:-0.83 my_account:-0.26 my_cable:0.24 my_car:-0.26
my_insurance:-0.38 my_weight:0.42 name:-0.23 name_is:0.26 near:-0.2 nearby:-0.63 nearby_insurance:-0.44
need_#:0.42 need_help:-0.21 need_one:-0.26 need_reimbursed:-0.2 need_some:-0.28 need_to:-0.31
new_account:-1.42 new_internet:0.2 new_service:0.21 newsletter:-0.49 nice:-0.3 no:-0.37 nothing:-0.28
number:-0.62 of:-0.42 of_insurance:-0.51 of_my:-0.39 of_your:1.29 offers:0.47 oil:0.56 oil_brownie:0.36
ok:-0.43 okay:-0.42 olive:0.36 olive_oil:0.36 on_#:0.21 on_delivery:0.58 on_the:0.23 one:0.38
one_more:-0.28 open:0.66 open_a:0.37 opening:0.56 opening_a:0.28 opinion:-0.19 option:0.96 options:-0.23
or:-0.22 order:-0.29 order_#:-0.69 order_a:0.4 order_from:-0.66 order_some:-0.21 orders:0.69 paisa:0.69
paisa_finance:0.51 pass:-0.38 password:-0.32 pay:0.26 payment:-0.26 person:-0.25 pet:0.39
pet_insurance:0.27 phone_service:0.24 pie:0.39 pillows:1.13 pizza:2.06 pizzas:0.26 plan:-0.63
platinum:0.38 platinum_account:0.29 please_quote:0.39 policy:-0.52 policy_number:-0.24 possible:0.25
premium:0.32 premium_account:0.27 prepaid:0.32 price:0.45 pro:0.28 pro_account:0.3 problem:-0.2
products:0.94 profile:-0.26 proof:-0.72 proof_of:-0.55 protein:0.56 purchase_#:-0.61 query:-0.22
quote:1.31 quote_for:0.45 received:-0.23 recently:-0.21 reclamation:-0.27 red:0.67 red_vine:0.23
refund:-0.4 reimbursed:-0.33 reimbursement:-0.29 related:-0.23 renter's:0.49 renter's_insurance:0.44
replacement:-0.28 report:-0.47 return:-0.26 review:-0.27 salad:1.21 salads:0.22 salt:0.4 salt_cookie:0.38
sauce:0.27 sea:0.4 sea_salt:0.4 seasonal:0.29 seasonal_fruit:0.21 seat:-0.66 see:-0.61 seeing:-0.21
seller:-0.37 send:-0.2 september:0.24 service:0.52 set_up:-0.2 several:0.73 several_items:0.23
several_of:0.33 shake:0.65 shipping:-0.43 shipping_address:-0.22 shop_some:0.22 shopping:0.24 size:1.3
sizes:0.5 skype:-0.26 slices:0.24 smokehouse:0.23 smore:0.25 smore_pie:0.25 so:0.19 soda:0.95 sof:-0.35
software:-0.39 some:0.29 some_help:-0.26 some_of:0.51 some_products:0.35 something:0.29 speak:-0.3
sprite:0.48 ssn:-0.25 standard_account:0.22 status:-0.45 still:0.33 store:-0.35 stores:-0.25
strawberry:0.25 stripe:0.3 submit:-0.21 subscribe_to:-0.19 supplement:0.3 support:-0.39 sure:-0.45
sweet:0.2 sweet_tea:0.2 switch:-0.21 taking:0.48 talk:-0.22 tea:0.81 texas:0.3 thank:-0.51
thank_you:-0.46 thanks:-0.75 that:-0.21 that's:-0.26 the:-0.42 the_#:0.36 the_best:0.23 the_mattress:0.58
the_policy:-0.36 the_size:0.72 there's:0.21 there_is:0.24 this:-0.54 this_is:-0.21 this_plan:-0.24
this_time:0.21 three:0.21 ticket:0.61 time:-0.34 to:-0.34 to_#:0.31 to_acquire:0.24 to_add:-0.3 to_an:0.3
to_another:-0.26 to_buy:0.38 to_cancel:-0.19 to_change:-0.4 to_do:0.22 to_earn:0.4 to_find:-0.31
to_get:0.47 to_have:0.24 to_insure:0.55 to_leave:-0.24 to_new:0.25 to_open:0.26 to_purchase:0.41
to_report:-0.24 to_see:-0.29 to_set:-0.2 to_shop:0.47 to_speak:-0.21 to_the:-0.26 to_your:-0.27
tomato:0.29 transfer:-0.32 travel:-0.27 trial:-0.45 type:0.33 type_of:0.34 update:-0.41 updates:-0.22
updating:-0.31 use:-0.33 using:-0.19 vanilla:0.45 vanilla_shake:0.2 variants:0.72 veg:0.34 veggies:0.2
very:-0.22 vine:0.23 want_#:0.29 want_a:0.21 want_to:0.62 wanted:0.23 wanted_to:0.24 warranty:-0.37
was:-0.28 weight:0.86 what_are:0.68 what_i:0.22 when:-0.42 where:-0.3 white:0.28 wife:0.27 wine:0.64
with:0.2 with_a:-0.35 with_an:-0.29 with_creating:0.27 with_customer:-0.22 with_ice:0.2 with_it:0.23
with_opening:0.22 working:-0.4 x:-0.48 yes_#:0.4 you:-0.68 you_deliver:-0.37 you_delivering:-0.22
you_help:0.4 you_taking:0.5 your:-0.52 your_article:0.33 your_company:-0.23 your_item:0.34
your_product:0.43
`,
    },
    botFailure: {
      cap: 2,
      words: `
#_letters:-0.18 a:0.51 a_good:0.34 a_joke:0.32 a_traitor:-0.33 about_music:0.19 about_myself:-0.38
about_something:0.19 about_your:-0.41 actually:0.26 again:-0.31 again_please:-0.23 all_of:-0.25
all_the:0.18 already:0.16 am:-0.53 america:-0.42 amoroso:-0.56 amoroso_renato:-0.56 an:0.45 an_idiot:0.19
and_the:-0.17 another:0.15 answer_your:0.19 any:0.3 anything:-0.37 anyway:0.24 are_you:-0.51 as:0.31
ask:-0.27 ask_you:-0.21 at:-0.22 at_all:-0.29 at_the:0.19 bad:-0.49 be:0.67 because:-0.18 been:0.17
being:0.36 big:-0.42 bit:-0.25 blue:-0.42 bot:-0.29 both:-0.16 both_like:-0.15 boy:-0.25 but:0.18
but_i'm:-0.16 by_the:0.24 call:-0.21 can_answer:0.19 can_do:0.15 can_we:0.19 can_you:0.44 canada:-0.17
captain_america:-0.16 car:0.23 care:0.22 cares:0.27 changed:-0.25 com:0.17 come_on:0.17 cool:0.18
course:0.17 danny:-0.19 danny_you:-0.37 different:-0.18 do:0.2 do_it:-0.2 do_n't:0.16 do_not:-0.23
does_not:-0.21 don:0.26 don't:0.32 don't_want:-0.33 don't_worry:-0.19 don't_you:-0.25 don_t:0.26
down:0.19 eat:0.22 else:0.38 energy:-0.54 everyone:0.17 everything:0.21 excuse:0.18 excuse_me:0.15
explain:-0.47 fake:0.17 father:-0.26 fine:-1.03 five:-0.29 for_my:-0.34 friend:-0.26 from:-0.5
from_umbria:-0.3 fun:-0.25 getting:0.2 give:-0.37 god:0.27 going:-0.25 going_on:-0.19 good:-1.41
good_weekend:0.2 great:-0.84 guy:0.3 guys:-0.22 had:0.17 happened:-0.2 happened_to:-0.34 happens:0.21
happens_when:0.17 has:0.22 hate:0.2 have_a:0.23 have_one:-0.33 have_you:-0.65 haven't:0.19 he:0.3
he's:0.21 hell:-0.25 hello_i:-0.17 her:0.54 here:0.29 hero:-0.17 hey:0.23 hi:-0.64 him:0.38 him_up:0.22
his:0.32 hmm:0.17 home:0.21 how:-0.23 how_about:-0.36 how_are:-0.4 how_to:0.18 i:0.18 i'm_fine:0.16
i'm_going:-0.32 i'm_not:0.18 i_can:-0.25 i_don:0.17 i_don't:0.17 i_feel:-0.24 i_like:-0.35 i_really:-0.26
i_think:0.16 i_was:0.2 i_would:0.32 idiot:0.19 in:0.49 in_a:0.24 in_the:0.25 incorrect_🙁:0.19 iron:-0.31
iron_man's:-0.22 is:-0.22 is_#:0.27 is_that:-0.25 is_the:0.21 is_this:-0.35 isn't_it:-0.29 it's_me:-0.23
it_seems:-0.16 it_was:0.35 its:-0.21 jang:-0.38 jang_mi:-0.38 jesus:0.25 joke:0.38 just:0.42 just_a:-0.26
kidding:-0.22 kids:-0.21 kind:-0.28 kind_of:-0.32 know:-0.4 know_i:0.2 know_i'm:-0.39 leave:0.19 let:0.17
let's:-0.23 like_i:-0.24 like_pop:-0.44 listen:-0.23 live_in:-0.15 lock:0.31 lock_him:0.22 look:0.3
look_like:0.17 looking:0.23 love:-0.16 love_iron:-0.22 m:-0.25 m_fine:-0.38 m_from:-0.17 m_not:0.2
man's:-0.21 man's_blue:-0.22 maybe:-0.32 me_anything:0.19 me_what:-0.17 me_your:0.15 mean:-0.26
meant:0.22 meet:-0.35 men:-0.16 mi:-0.38 money:0.17 more_about:-0.2 movies:-0.16 musics:-0.19 my_god:0.15
my_new:-0.28 n't:0.32 near:-0.17 near_perugia:-0.17 need:-0.16 news:0.21 next:-0.2 nice:-0.31 no_no:0.53
not_sure:-0.25 not_surprised:0.33 nothing:0.31 notice:0.17 of:0.3 of_it:0.24 off:0.2 oh:0.28 oh_my:0.19
ok:-0.21 okay:-0.41 on:0.19 one:-0.26 one_of:-0.18 only:-0.33 or_wait:-0.28 other:0.36 out:-0.3
out_of:0.24 out_with:0.23 perugia:-0.17 play:-0.48 point:0.33 pop:-0.44 pop_music:-0.44 post:0.15
pretty:0.27 probably:0.25 queen:-0.28 question_🙂:0.19 read:0.22 really:-0.41 really_like:-0.3
remember:-0.19 renato:-0.56 right_now:-0.3 s_a:-0.18 sad:-0.17 say:-0.17 saying_that:0.16 see:-0.22
see_you:-0.21 seems_that:-0.16 seen:0.16 share:0.21 she's:0.21 should:0.21 show:0.29 show_me:0.15
some:0.2 somebody:0.21 something:-0.17 something_about:0.33 something_else:0.19 something_or:-0.39
something_politicians:-0.16 soon:-0.31 sorry:0.3 speak:0.23 sports:0.15 star:-0.21 still:0.36
still_incorrect:0.19 stop:0.23 super:-0.35 super_hero:-0.19 surprised:0.35 t:0.32 t_wait:0.21 talk:-0.53
talk_about:0.21 talking_about:-0.17 tattoo:0.16 teacher:-0.39 tell:0.19 thanks:0.38 that:0.18
that's_right:0.15 that's_what:0.19 that_answer:-0.2 the_country:-0.2 the_guy:0.15 the_hell:-0.25
the_last:-0.3 the_one:-0.26 the_only:-0.23 the_point:0.16 the_question:-0.36 their:0.21 there:0.48
these:0.18 they:0.45 they're:0.18 things:0.19 think:0.33 think_i'm:-0.21 this:0.81 this_is:0.29
this_thing:0.16 three_have:0.2 time:0.27 to:0.21 to_be:-0.16 to_me:-0.41 to_now:0.18 to_you:-0.31
to_your:-0.33 tomorrow:-0.59 traitor:-0.33 trump:-0.19 trump_is:-0.26 try:-0.17 try_again:-0.32
umbria:-0.3 umbria_near:-0.17 understand:-0.38 up:0.27 wait_for:-0.39 wait_to:0.22 war:-0.25 was:0.39
we're:0.32 we_both:-0.15 we_do:0.15 we_need:-0.25 weekend:0.2 well:0.37 well_you:-0.25 what:0.39
what's:0.21 what's_going:-0.23 what's_your:0.21 what_a:0.33 what_are:0.26 what_happened:-0.21
what_happens:0.21 what_i'm:0.16 what_is:-0.37 what_that:-0.42 what_the:-0.3 when:0.24 where:0.52
where_are:0.33 where_did:-0.19 which:0.24 white:0.16 who:0.47 who_are:0.33 who_cares:0.27 who_is:-0.18
why:-0.19 why_not:-0.5 will:-0.18 with:-0.33 with_your:-0.17 wrong:0.29 wrong_with:0.18 yes:-0.71
you're:-0.28 you've:0.21 you_a:0.21 you_do:0.29 you_for:-0.42 you_got:-0.16 you_guys:-0.29 you_hate:0.16
you_have:0.21 you_re:0.16 you_say:-0.22 you_something:-0.33 you_talking:-0.37 you_tell:0.19 you_three:0.2
you_want:0.17 your_best:0.15 ツ:0.23 🙁_i:0.21 🙁_let:-0.3 🙂:0.17
`,
    },
  },
};
