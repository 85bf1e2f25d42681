//! Names of icons of `fluent-emoji-flat`, sorted by what is done with them, spaces between.

/// Whether an icon is in a list.
pub(super) fn has(list: &str, icon: &str) -> bool {
    list.split(' ').any(|name| name == icon)
}

/// Never drawn: weapons, the body's inside, what belongs in no office document; and pictures with a ground and a
/// frame of their own, which no scene can hold and which the motifs draw better.
pub(super) const BLOCKED: &str = "\
    adhesive-bandage anatomical-heart axe bikini black-flag bomb boomerang bow-and-arrow bridge-at-night briefs \
    cigarette cityscape cityscape-at-dusk cockroach coffin collision crossed-swords dagger desert drop-of-blood \
    firecracker fireworks flower-playing-cards foggy funeral-urn hamsa headstone joker kaaba kitchen-knife \
    love-hotel mahjong-red-dragon military-helmet milky-way moai moon-viewing-ceremony mosquito motorway \
    mouse-trap nazar-amulet night-with-stars one-piece-swimsuit pistol prayer-beads railway-track rat \
    shooting-star slot-machine sparkler spider-web sunrise sunrise-over-mountains sunset syringe toilet \
    water-pistol x-ray new-moon-face full-moon-face first-quarter-moon-face last-quarter-moon-face wind-face \
    sun-with-face boxing-glove no-smoking spade-suit club-suit diamond-suit heart-suit sword map-of-japan atm-sign \
    derelict-house fly worm microbe bone tooth eye eyes ear nose mouth pig-nose blowfish red-envelope razor \
    plunger barber-pole dodo cow-face cat-face";

/// Found by their names alone: places of worship, drink, games of chance.
pub(super) const NAME_ONLY: &str = "\
    beer-mug church clinking-beer-mugs crystal-ball cocktail-glass diya-lamp game-die hindu-temple hot-springs \
    japanese-dolls mosque nesting-dolls pi-ata piata sake shinto-shrine synagogue tumbler-glass wedding wine-glass \
    statue-of-liberty tokyo-tower pool-8-ball playground-slide moon-cake fortune-cookie circus-tent \
    performing-arts japanese-castle japanese-post-office tanabata-tree pine-decoration wind-chime magic-wand \
    ring-buoy fire crown gem-stone money-with-wings lipstick nut-and-bolt clamp hook knot yarn thread sponge \
    chains broken-chain carp-streamer hole pager sari";

/// Signs that say something an office says.
pub(super) const SIGNS: &str = "\
    antenna-bars atom-symbol check-mark-button check-box-with-check children-crossing cross-mark infinity \
    musical-note musical-notes no-entry plus prohibited recycling-symbol red-exclamation-mark red-question-mark \
    sparkle warning wheelchair-symbol wireless wifi";

/// Faces and feelings that may stand in a document.
pub(super) const FACES: &str = "\
    ghost grinning-face growing-heart hundred-points red-heart robot smiling-face-with-smiling-eyes \
    sparkling-heart speech-balloon star-struck thinking-face thought-balloon two-hearts green-heart blue-heart \
    alien zzz";

/// People by what they do; each also as `man-` and `woman-`.
pub(super) const ROLES: &str = "\
    artist astronaut construction-worker cook detective factory-worker farmer firefighter health-worker judge \
    mechanic office-worker pilot police-officer scientist singer student teacher technologist superhero mage elf \
    person-raising-hand raising-hand tipping-hand person-with-crown person-in-tuxedo old-man old-woman baby boy \
    girl child person man woman santa-claus ninja prince princess";

/// People shown whole, doing something.
pub(super) const ACTIVE: &str = "\
    person-biking biking person-mountain-biking mountain-biking person-climbing climbing person-running running \
    person-swimming swimming person-surfing surfing person-rowing-boat rowing-boat person-golfing golfing \
    person-lifting-weights lifting-weights person-in-lotus-position in-lotus-position person-walking walking \
    man-dancing woman-dancing dancing person-playing-handball playing-handball person-juggling juggling \
    person-cartwheeling cartwheeling snowboarder horse-racing person-bouncing-ball bouncing-ball \
    person-in-manual-wheelchair in-manual-wheelchair person-fencing skier people-hugging person-standing \
    person-with-white-cane family";

/// Hands.
pub(super) const HANDS: &str = "\
    clapping-hands crossed-fingers flexed-biceps folded-hands handshake heart-hands index-pointing-up ok-hand \
    open-hands palms-up-together raised-fist raised-hand raising-hands thumbs-up victory-hand waving-hand \
    writing-hand footprints brain lungs";

pub(super) const WATER: &str = "\
    turtle canoe coral dolphin duck ferry fish jellyfish lotus motor-boat octopus otter passenger-ship \
    person-rowing-boat man-rowing-boat woman-rowing-boat person-surfing man-surfing woman-surfing person-swimming \
    man-swimming woman-swimming ring-buoy sailboat seal shark ship speedboat spouting-whale swan tropical-fish \
    whale";

pub(super) const AIR: &str = "\
    airplane airplane-arrival airplane-departure balloon bat bird butterfly cloud cloud-with-lightning \
    cloud-with-lightning-and-rain cloud-with-rain cloud-with-snow cyclone dove eagle glowing-star helicopter \
    honeybee kite parachute rainbow small-airplane star sun sun-behind-cloud sun-behind-large-cloud \
    sun-behind-rain-cloud sun-behind-small-cloud sun-with-face umbrella umbrella-with-rain-drops droplet snowflake \
    high-voltage feather leaf-fluttering-in-wind aerial-tramway tornado sweat-droplets wing phoenix-bird blackbird";

pub(super) const SPACE: &str = "\
    alien astronaut comet crescent-moon first-quarter-moon flying-saucer full-moon last-quarter-moon man-astronaut \
    new-moon ringed-planet rocket satellite woman-astronaut waning-crescent-moon waning-gibbous-moon \
    waxing-crescent-moon waxing-gibbous-moon";

/// Things of other categories that stand outdoors.
pub(super) const GROUND: &str = "\
    christmas-tree flag-in-hole goal-net snowman snowman-without-snow sled skis tent skier satellite-antenna \
    ladder hiking-boot placard robot t-rex postbox closed-mailbox-with-raised-flag shopping-cart";

/// Things of other categories that stand on a table or a floor.
pub(super) const TABLE: &str = "\
    alarm-clock bellhop-bell bouquet compass globe-showing-americas globe-showing-asia-australia \
    globe-showing-europe-africa globe-with-meridians hourglass-done hourglass-not-done luggage mantelpiece-clock \
    map potted-plant seat stopwatch thermometer timer-clock watch world-map brick wheel wood oil-drum fire rose \
    tulip hyacinth herb rosette white-flower cherry-blossom hibiscus blossom four-leaf-clover shamrock maple-leaf \
    fallen-leaf paw-prints spiral-shell construction";

/// Things whose colours say what they are, though they are neither animals nor food.
pub(super) const OWN_COLOURS: &str = "\
    1st-place-medal 2nd-place-medal 3rd-place-medal ambulance basketball baseball bullet-train bus christmas-tree \
    christmas-stocking cloud coin confetti-ball construction crescent-moon crown dollar-banknote euro-banknote \
    fire fire-engine fire-extinguisher full-moon glowing-star globe-showing-americas globe-showing-asia-australia \
    globe-showing-europe-africa hospital jack-o-lantern light-bulb medal military-medal money-bag mount-fuji \
    mountain snow-capped-mountain national-park oncoming-taxi taxi pool-8-ball police-car rainbow recycling-symbol \
    red-heart green-heart ringed-planet rocket safety-vest rescue-workers-helmet snowman snowman-without-snow \
    soccer-ball softball sports-medal star stethoscope sun sun-behind-cloud sun-behind-large-cloud \
    sun-behind-rain-cloud sun-behind-small-cloud teddy-bear tennis trophy vertical-traffic-light \
    horizontal-traffic-light volcano volleyball warning world-map yen-banknote pound-banknote hourglass-done \
    check-mark-button desert-island beach-with-umbrella camping house-with-garden houses house school bank castle \
    artist-palette party-popper bullseye abacus pencil paintbrush crayon droplet snowflake high-voltage \
    thermometer umbrella-on-ground tractor stadium ferris-wheel roller-coaster carousel-horse sewing-needle dna \
    test-tube petri-dish nut-and-bolt";
