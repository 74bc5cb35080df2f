namespace CollectiveImpact.Activities;

/// <summary>What a word of the field is to an ask.</summary>
internal enum WordKind
{
    /// <summary>What is needed or given: what a match is about.</summary>
    Thing,

    /// <summary>For whom. Nearly every notice names somebody, so it says little alone.</summary>
    People,

    /// <summary>When, how many, how far: a weekday that two notices share is no topic.</summary>
    Circumstance,
}

/// <summary>The words of the field that mean the same, or nearly so, to somebody who needs something and somebody who has it.</summary>
/// <remarks>
/// A table for people to extend. A line is a group: its words, separated by commas, then "#" and what holds them together. A word stands for
/// all its forms (the stemmers see to that, so only irregular forms are listed), may be of two or three words, may be of any language, and
/// may be in several groups ("coach" travels and trains). Groups under one heading ("= eating") are of one field: that two notices are of the
/// same field counts a little, too. A group is best kept narrow: what is in it will be offered to who asks for any of it.
/// </remarks>
internal static class FieldWords
{
    public const string Things = """
        = getting about
        lift, transport, transportation, ride, bus, van, minibus, car, driver, drive, taxi, cab, shuttle, coach, vehicle, carpool, public transport, automobile, chauffeur, driving licence # getting people from place to place
        fare, ticket, bus pass, travel cost, transit, tram, public transport, travel card # what a journey costs
        wheelchair, accessible, ramp, walker, mobility # getting about with a disability
        outing, excursion, day trip, trip, field trip # a day somewhere else
        bicycle, bike, cycling, cyclist # on two wheels
        = somewhere to be
        room, space, venue, hall, premises, auditorium, gym, pavilion, clubhouse, boardroom, classroom, lounge, studio, meeting place, meeting room, conference room, community centre, community center # somewhere to meet
        dance, rehearsal, rehearse, choir, theatre, theater, stage # the performing arts and where they are practised
        = people who help
        volunteer, helper, hand, manpower, pitch in, people power, volunteering # people who help without pay
        repair, fix, broken, mend, handyman, handy, carpenter, plumber, electrician, maintenance, renovate, renovation # things put right again
        clean up, cleanup, litter, outdoors # a day of work outside
        = helping somebody to learn
        tutor, mentor, tutoring, mentoring, homework, coach, buddy, learning support, teach, remedial, study help, role model # one person who helps another to learn
        maths, math, mathematics, algebra, numeracy, arithmetic, science # numbers at school
        read, reading, literacy, reader, read aloud # learning to read and liking it
        book, picture book, storybook, reading material, story # something to read
        author, writer, novelist, poet, poetry # those who write books
        teacher, educator, instructor, trainer, coach, teach, lecturer # those who teach
        = eating
        food, meal, snack, lunch, dinner, breakfast, sandwich, hungry, eat, supper, groceries, bread, leftover, pantry, canned, bakery, groceries # something to eat
        catering, cater, buffet, refreshment, coffee, lunch # food for an event
        fruit, vegetable, produce, fresh produce, harvest, crop # what grows and is eaten
        kitchen, cook, cooking, chef, stove, recipe, culinary # where and how food is made
        = computers
        laptop, computer, tablet, device, notebook, pc, ipad, chromebook, monitor, smartphone, desktop # something to work on with a screen
        internet, wifi, wi fi, hotspot, broadband, sim card, connectivity, online access, mobile data # a connection
        it support, helpdesk, e mail, email, printer, backup, technician, computer problem # help with what doesn't work on a screen
        website, web site, homepage, web page, web, landing page # a presence on the web
        app, developer, programmer, software, coding, programming # something programmed
        = languages
        interpreter, translator, translation, translate, interpret, interpreting, interpretation, bilingual, speak, language, multilingual, mother tongue # understanding each other in another language
        sign language, signer, deaf, hearing # understanding each other without hearing
        english course, english class, learn english, esl, conversation class, language course # learning the language of the place
        = little children and their parents
        childcare, crèche, babysitting, babysitter, sitter, day care, daycare, nursery, child minding, look after, take care, playroom, nanny, kindergarten, playgroup, babysit # somebody with the children for a while
        baby, newborn, toddler, infant # the smallest, who need things of their own
        parenting, bringing up, raising children, family coach, parent education # how to be a parent
        home visit, visit families, drop in on # somebody who comes by
        diaper, nappy, nappies, wipes, baby food # for the smallest
        stroller, pram, buggy, crib, cot, baby carriage, high chair, baby clothes # what a baby lies in
        = money
        funding, grant, money, fund, sponsor, sponsorship, cash, finance, budget, subsidy, financing, raffle # money
        application, proposal, grant writing, apply, bid # asking for money in writing
        bill, heating, electricity bill, energy, power bill, gas, hardship # what it costs to keep a house warm
        bookkeeping, bookkeeper, accountant, accounting, ledger, treasurer, keep the books # numbers in good order
        tax, payroll, wage, salary, taxation, social insurance # what an employer owes
        = training
        training, workshop, course, seminar, webinar, lesson, certificate, learn, train # learning in a group
        first aid, cpr, resuscitation, reanimation, defibrillator, emergency response # what to do until the ambulance comes
        safeguarding, child protection, protection of minors # keeping children safe from harm
        trauma, traumatised, traumatized, attachment # what terrible things leave behind
        = working together
        facilitator, moderator, facilitation, facilitate, moderate, moderating, chairing, moderation, meeting facilitation # somebody who leads a conversation
        mediation, mediator, conflict, quarrel, dispute # somebody between two who are at odds
        retreat, strategy, strategic plan, away day # thinking about the year ahead
        board, trustee, board member, governance, director # those who answer for an organisation
        = knowing
        data, statistic, figures, numbers, analyse, analyze, analysis, survey, questionnaire, census, database, dataset, research, number crunching # what can be counted
        evaluation, evaluate, evaluator, indicator, baseline, outcome, measurement, logic model # whether it works
        map, district, neighbourhood level, neighborhood # what is where
        = telling others
        flyer, leaflet, handbill, brochure, poster, pamphlet, placard # paper that tells people something
        print, printing, copy shop, print shop, photocopy, copies # ink on paper
        design, designer, logo, graphic, layout # how it looks
        distribute, hand out, pass around, spread the word # bringing it among people
        advertise, advertising, campaign, publicity, billboard # making something known
        photo, photographer, photograph, picture, camera, photography # pictures of what happens
        film, video, clip, movie, shoot # moving pictures
        = clothes
        coat, jacket, clothes, clothing, winter wear, glove, mitten, hat, scarf, anorak, warm, boot, garment, outfit, shoe, sweater, sock, apparel, pullover, trousers # something to wear
        suit, job interview, interview, dress # looking right for an interview
        uniform, school clothes, gym clothes # what a school wants worn
        = a home
        furniture, table, chair, desk, bench, cupboard, wardrobe, cabinet, sofa, crockery, dresser, mattress # what stands in a room
        bed, mattress, bedding, blanket, bunk # something to sleep on
        housing, flat, apartment, accommodation, bedroom, host family, home, lodging, roommate, rented room # a place to live
        night shelter, emergency shelter, emergency bed, emergency night, sleep, bed # a place for tonight
        = the law
        lawyer, legal, attorney, law, solicitor, legal advice, pro bono # somebody who knows the law
        eviction, tenant, renter, landlord, lease, rent # keeping a home
        immigration, asylum, residence permit, residence papers, visa, refugee status # being allowed to stay
        bylaws, by laws, statutes, contract, liability # the law of an association
        privacy, data protection, personal data, gdpr # what may be known about people
        = the soul
        counselling, counseling, counsellor, counselor, therapy, therapist, psychologist, mental health, depression, self harm, crisis, psychological, psychiatrist, suicide # help for the soul
        stress, stressed, overburdened, burnout, support group # too much on one's shoulders
        = health
        vaccination, vaccinate, flu shot, flu jab, vaccine, immunisation, immunization, jab, inoculation # a shot in the arm
        blood pressure, health screening, glucose, check up, blood sugar, health check # a look at one's health
        dentist, dental, tooth, teeth # about teeth
        glasses, spectacles, eye test, sight, optician, vision # about eyes
        nurse, doctor, clinic, medical, patient, appointment # medical care
        hygiene, toiletries, soap, shampoo, toothbrush, razor, toothpaste, deodorant, towel # keeping clean
        period, menstrual, sanitary pad, sanitary towel, tampon, pads # for that time of the month
        = sport
        football, soccer # the one game with two names
        sport, basketball, ball, tournament, athletics, team, bib, hoop, volleyball, athlete, sporting, jersey # play and exercise
        swim, swimming, pool, lifeguard # in the water
        = the arts
        instrument, guitar, drum, keyboard, violin, cello, piano, trumpet, band, music, musician, flute # making music
        art material, art supplies, paint, crayon, clay, brush, craft, coloured paper # making pictures
        = what an event needs
        tent, marquee, gazebo, stall, pavilion tent, canopy, booth, awning # a roof for a day
        projector, beamer, screen, cinema # pictures on a wall
        sound system, pa system, microphone, loudspeaker, speaker, amplifier, mike, mixer # being heard
        generator, electricity, lights # power where there is none
        = the garden
        garden, gardening, gardener, raised bed, planting, planter, allotment, orchard # growing things
        tool, spade, rake, wheelbarrow, hose, shovel # what a garden is worked with
        plant, seedling, soil, compost, topsoil, seed, flower # what is put in the ground
        = keeping things
        storage, store, warehouse, depot, cellar, basement, storeroom, shelf, shelves, keep, storing, attic, stockroom # where things wait
        refrigerated, refrigerator, fridge, freezer, cold storage, cooling # where food stays fresh
        box, carton, crate, pallet # what things are packed in
        = work
        internship, intern, placement, traineeship, work experience, job shadowing, trainee, job placement # a first look at work
        apprenticeship, apprentice, vocational training, first job # learning a trade
        cv, résumé, resume, job application, mock interview, applications, career, job search, job seeker, jobseeker # applying for work
        = school and play
        toy, game, puzzle, jigsaw, board game, building block # something to play with
        gift, present, christmas, xmas # something under the tree
        backpack, satchel, school bag, school supplies, stationery, pencil, pen, exercise book, notebook # what a child takes to school
        """;

    public const string People = """
        child, children, kid, pupil, schoolchild, little one, grader # children
        teen, teenager, youth, young people, adolescent, young adult, girl, boy # young people
        student # those who study
        parent, mother, father, mum, mom, dad, guardian # parents
        family, families, household # families
        senior, elderly, older people, retiree, retired # old people
        refugee, newcomer, migrant, immigrant, new arrival # those who have come
        homeless, shelter, rough sleeper # those without a home
        adult, people, person, guest, resident, participant, member, client, group # anybody
        staff, team, employee, worker, colleague, crew # those who work there
        charity, charities, nonprofit, non profit, organisation, organization, association, partner # those who do the work
        company, companies, business, firm, corporate, shop # those who trade
        """;

    public const string Circumstances = """
        monday, tuesday, wednesday, thursday, friday, saturday, sunday, weekday, weekend # days
        morning, afternoon, evening, night, noon, hour, after school # times of day
        day, week, month, year, season, term, semester, weekly, monthly # spans
        spring, summer, autumn, fall, winter # seasons
        school, local, city, town, neighbourhood, neighborhood, community, street, district # around here
        event, festival, party, celebration, fair, project, program, programme # something that takes place
        advice, advise, consultation, consult, guidance, expertise, know how, support # how one helps, whatever it is about
        open, big, small, large, new, old, used, second hand, low, cheap # of what sort
        """;

    /// <summary>After these comes what is needed.</summary>
    public const string Needing = "need needs needed want wants wanted look looking seek seeking search searching short lack lacks lacking miss missing require requires without no low out";

    /// <summary>After these comes what it is for, or how things are: less to the point than what stands before.</summary>
    public const string Purpose = "for while when whenever because since during before after until where who whose which that as than if so";

    /// <summary>How people say that they need or have something, whatever it is; and what a sentence is held together by.</summary>
    public const string Stops = """
        need needs needed needing want wants wanted wanting look looks looking seek seeks seeking search searching short lack lacks lacking miss misses missing require requires required
        without low run runs running out anyone anybody someone somebody anything something nobody nothing who whom whose what where when why how which
        ask asks asking request requests wish welcome urgent urgently please ideally preferably maybe perhaps
        offer offers offered offering give gives giving given lend lends lending loan loans borrow borrows borrowed provide provides provided providing supply supplies donate donates donated
        free spare happy glad gladly love like likes share shares sharing available possible cost costs charge price included including per
        help helps helping can cannot cant could would should will shall may might must do does did don doesn dont let know knows
        have has had having get gets getting got be been being is are was were am it its there here this that these those then than so such
        we us our ours you your yours they them their theirs he she his her him i me my mine one ones each every any some all both many few more most much other others another own same
        a an the and or but nor not no if as at by for from in into of off on onto over to up down under with within about after before between during until while through across around against because
        also too very just only even still yet now again once soon already ever never both either neither almost nearly
        come comes go goes going went take takes taking took make makes making made put puts keep keeps use uses used using work works
        first two three four five six seven eight nine ten dozen half hundred several next last
        time times way ways thing things kind kinds sort sorts part parts lot lots
        s t re ve ll d m
        """;
}
