// SPDX-License-Identifier: Apache-2.0
package org.murmuration.lookalike;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Invented families of one victim and their perpetrators. Column names, numbers of people and rough shares are those of the
 * public description of the Global Victim-Perpetrator Synthetic Dataset (IOM and Microsoft 2022); every dependence between
 * columns is made up here, and no record of that file is used. The same seed gives the same families.
 *
 * <p>A family has a hidden kind of exploitation and a hidden network, from which siblings get much of what they have in common;
 * what is not known is missing, more often in older years.
 */
public final class LookAlike {
    /** Victims of the release that is imitated. */
    public static final int VICTIMS = 17_600;

    /** Columns of victims, the key first. */
    public static final List<String> VICTIM_COLUMNS = List.of(
            "victim_id",
            "yearRegister",
            "gender",
            "majorityStatus",
            "isForcedLabour",
            "isSexualExploit",
            "UN_COO_Region",
            "UN_COE_Region");

    /** Columns of perpetrators: their key, the victim's, and the rest. */
    public static final List<String> PERPETRATOR_COLUMNS = List.of(
            "perpetrator_id",
            "victim_id",
            "IP_Exploiter",
            "IP_Gender",
            "IP_ageBroad",
            "IP_citizen_UNRegion",
            "IP_Relation",
            "IP_PayMoney",
            "IP_RecruiterBroker",
            "IP_TransactionProcess",
            "IP_ControlAbuseKidnap");

    private static final String[] YEARS = {"2005-2013", "2014-2018", "2019", "2020", "2021-2022"};
    private static final double[] YEAR_SHARES = {.14, .36, .14, .11, .25};
    private static final String[] GENDERS = {"Female", "Male"};
    private static final String[] REGIONS = {"Africa", "Americas/Oceania", "Asia", "Europe"};
    private static final String[] AGES = {"0--29", "30--38", "39--47", "48+"};
    private static final String[] RELATIONS = {"FamilyIntimatePartner", "FriendAcquaintance", "StrangerUnknownOther"};
    /** By kind of exploitation: labour, sexual, both, other. */
    private static final double[] KINDS = {.62, .17, .06, .15};

    private static final double[] FEMALE = {.42, .95, .88, .6};
    private static final double[] MINOR = {.05, .13, .11, .08};
    /** Numbers of perpetrators from 0, by kind. */
    private static final double[][] NUMBERS = {
        {.07, .35, .28, .15, .075, .04, .02, .01, .005},
        {.10, .27, .25, .18, .1, .05, .025, .015, .01},
        {.05, .2, .25, .22, .13, .08, .04, .02, .01},
        {.22, .38, .22, .1, .05, .02, .01, 0, 0}
    };

    private static final double[][] ORIGINS = {
        {.28, .01, .42, .29}, {.35, .03, .15, .47}, {.4, .02, .22, .36}, {.33, .02, .35, .3}
    };

    /** What those after the first do: recruit, exploit, move, several of it. */
    private static final double[] LATE = {.17, .42, .28, .13};

    private static final double[] LATE_OTHER = {.3, .2, .4, .1};

    private final SplittableRandom random;
    private final List<String[]> victims = new ArrayList<>();
    private final List<String[]> perpetrators = new ArrayList<>();

    private LookAlike(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * Makes families.
     *
     * @param victims how many, at least 0
     * @param seed the same one gives the same families
     * @return victims and their perpetrators
     */
    public static LookAlike of(int victims, long seed) {
        LookAlike made = new LookAlike(seed);
        for (int v = 0; v < victims; v++) {
            made.family(String.format(Locale.ROOT, "v%06d", v + 1));
        }
        return made;
    }

    /**
     * The victims.
     *
     * @return one row each, in the order of {@link #VICTIM_COLUMNS}; the empty text where a value is missing
     */
    public List<String[]> victims() {
        return victims;
    }

    /**
     * The perpetrators.
     *
     * @return one row each, in the order of {@link #PERPETRATOR_COLUMNS}; the empty text where a value is missing
     */
    public List<String[]> perpetrators() {
        return perpetrators;
    }

    /**
     * Codebook of victims, without their key.
     *
     * @return JSON
     */
    public static String victimCodebook() {
        return resource("victims-codebook.json");
    }

    /**
     * Codebook of perpetrators, without keys.
     *
     * @return JSON
     */
    public static String perpetratorCodebook() {
        return resource("perpetrators-codebook.json");
    }

    private static String resource(String name) {
        try (InputStream in = LookAlike.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not there.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private int draw(double... shares) {
        double all = 0;
        for (double s : shares) {
            all += s;
        }
        double u = random.nextDouble() * all;
        for (int i = 0; i < shares.length - 1; i++) {
            u -= shares[i];
            if (u < 0) {
                return i;
            }
        }
        return shares.length - 1;
    }

    private boolean chance(double p) {
        return random.nextDouble() < p;
    }

    private String known(double p, String value) {
        return chance(p) ? value : "";
    }

    private static String flag(boolean is) {
        return is ? "1" : "";
    }

    private void family(String key) {
        int kind = draw(KINDS);
        int year = draw(YEAR_SHARES);
        double care = year == 0 ? .86 : year == 1 ? .94 : .985; // older records know less
        int origin = draw(ORIGINS[kind]);
        boolean isFemale = chance(kind == 0 && origin == 2 ? .2 : FEMALE[kind]);
        boolean isMinor = chance(MINOR[kind] * (isFemale ? 1.4 : .6));
        // most are exploited where they are from, Africans and Asians also elsewhere, more of them in late years
        double stays = kind == 1 ? .62 : .48 + .05 * (origin == 3 ? 3 : 0) - .03 * year;
        int place = chance(stays)
                ? origin
                : draw(origin == 0 ? .1 : .25, .03, origin == 2 ? .35 : .25, kind == 1 ? .6 : .45);
        victims.add(new String[] {
            key,
            YEARS[year],
            known(care, GENDERS[isFemale ? 0 : 1]),
            known(care, isMinor ? "Minor" : "Adult"),
            flag(kind == 0 || kind == 2 || kind == 3 && chance(.1)),
            flag(kind == 1 || kind == 2),
            known(care, REGIONS[origin]),
            known(care - .02, REGIONS[place])
        });
        children(key, kind, year, isFemale, isMinor, origin, place, care);
    }

    private void children(
            String victim, int kind, int year, boolean isFemale, boolean isMinor, int origin, int place, double care) {
        double[] numbers = NUMBERS[kind].clone();
        numbers[1] *= place == 3 ? 1.35 : 1;
        numbers[0] *= year == 4 ? .6 : 1.1;
        int k = draw(numbers);
        // what the members of a network share
        int relation = isMinor ? draw(.5, .3, .2) : kind == 0 ? draw(.03, .25, .72) : draw(.1, .48, .42);
        int citizen = chance(kind == 0 ? .8 : .45) ? place : origin;
        boolean women = chance(kind == 1 ? .42 : .2);
        boolean isPaid = chance(origin == place ? .06 : kind == 0 ? .5 : .15);
        for (int i = 0; i < k; i++) {
            // what one does: recruit, exploit, move, hold, or several of it; the first one mostly recruits
            int part = draw(i == 0 ? new double[] {.5, .2, .1, .2} : kind == 3 ? LATE_OTHER : LATE);
            boolean recruits = chance(part == 0 ? .96 : part == 3 ? .85 : .12);
            boolean exploits = chance(part == 1 ? .97 : part == 3 ? .7 : .1);
            boolean moves = chance(part == 2 ? .95 : origin == place ? .08 : part == 3 ? .6 : .22);
            boolean holds = chance(exploits ? kind == 1 || kind == 2 ? .48 : .1 : .02);
            int r = chance(.86) ? relation : draw(.1, .35, .55);
            if (recruits && r == 2 && chance(.35)) {
                r = 1; // people are rather recruited by those they know
            }
            int c = chance(moves ? .55 : .88) ? citizen : chance(exploits ? .8 : .3) ? place : origin;
            boolean isWoman = chance(
                    r == 0 ? isFemale ? .12 : .3 : recruits && kind == 1 ? .62 : women ? .55 : exploits ? .1 : .18);
            int age = draw(recruits ? .2 : .06, .38 - (isWoman ? .1 : 0), .34, exploits ? .26 : .08);
            boolean pays = chance(r == 0 ? .03 : recruits || moves ? isPaid ? .85 : .2 : .05);
            double told = care * (r == 2 ? .86 : .98);
            perpetrators.add(new String[] {
                String.format(Locale.ROOT, "p%06d", perpetrators.size() + 1),
                victim,
                flag(exploits),
                known(.96 * told, GENDERS[isWoman ? 0 : 1]),
                known(year >= 3 ? .22 : .1, AGES[age]),
                known(.82 * told, REGIONS[c]),
                known(.82 * care, RELATIONS[r]),
                known(recruits ? .95 : .66, pays ? "Yes" : "No"),
                flag(recruits),
                flag(moves),
                flag(holds)
            });
        }
    }

    /**
     * Writes both tables and their codebooks to a folder.
     *
     * @param folder created if it is not there
     * @throws IOException when writing fails
     */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve("victims.csv"), VICTIM_COLUMNS, victims);
        write(folder.resolve("perpetrators.csv"), PERPETRATOR_COLUMNS, perpetrators);
        Files.writeString(folder.resolve("victims-codebook.json"), victimCodebook());
        Files.writeString(folder.resolve("perpetrators-codebook.json"), perpetratorCodebook());
    }

    private static void write(Path file, List<String> header, List<String[]> rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(String.join(",", header) + "\n");
            for (String[] row : rows) {
                out.write(String.join(",", row) + "\n"); // no value has a comma or a quote
            }
        }
    }

    /**
     * The families in the shape of the imitated release: one row a victim without a key, each column of perpetrators the set of
     * their values.
     *
     * @param file to be written
     * @throws IOException when writing fails
     */
    public void writeFlat(Path file) throws IOException {
        List<String> header = new ArrayList<>(VICTIM_COLUMNS.subList(1, VICTIM_COLUMNS.size()));
        header.addAll(PERPETRATOR_COLUMNS.subList(2, PERPETRATOR_COLUMNS.size()));
        List<String[]> rows = new ArrayList<>();
        int at = 0;
        for (String[] victim : victims) {
            List<Set<String>> sets = new ArrayList<>();
            for (int c = 2; c < PERPETRATOR_COLUMNS.size(); c++) {
                sets.add(new java.util.TreeSet<>());
            }
            for (; at < perpetrators.size() && perpetrators.get(at)[1].equals(victim[0]); at++) {
                for (int c = 2; c < PERPETRATOR_COLUMNS.size(); c++) {
                    sets.get(c - 2).add(perpetrators.get(at)[c]);
                }
            }
            List<String> row = new ArrayList<>(List.of(victim).subList(1, victim.length));
            for (Set<String> set : sets) {
                Set<String> there = new LinkedHashSet<>(set);
                there.remove("");
                row.add(String.join(";", there));
            }
            rows.add(row.toArray(String[]::new));
        }
        write(file, header, rows);
    }
}
