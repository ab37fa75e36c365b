"""Counts the real tables without the library: python3 count_tables.py FOLDER > counts.csv

FOLDER holds tables/ and cases/. A patient counts where time and event are known; one whose time is 0 is left out.
"""
import csv
import sys
from pathlib import Path

MISSING = {"", "NA", "'--", "[Not Available]", "Not Reported"}
WORDS = {"0": 0, "1": 1, "0.0": 0, "1.0": 1, "0:LIVING": 0, "1:DECEASED": 1, "Alive": 0, "Dead": 1}


def rows(path, delimiter):
    with open(path, newline="", encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter=delimiter))


def count(path, name, patient, time, event, slide=None, delimiter=",", censorship=False, alive_time=None):
    patients, slides = {}, {}
    table = rows(path, delimiter)
    for number, row in enumerate(table):
        one = row[patient] if patient else number
        known = patients.setdefault(one, None)
        dead = None if row[event] in MISSING else WORDS[row[event]] ^ censorship
        column = alive_time if alive_time and dead == 0 else time
        months = None if dead is None or row[column] in MISSING else float(row[column])
        if known is None and months:
            patients[one] = dead
        if slide and row[slide]:
            slides.setdefault(one, []).append(row[slide])
    kept = [one for one, dead in patients.items() if dead is not None]
    print(name, len(table), len(kept), sum(patients[one] for one in kept), sum(len(slides.get(one, [])) for one in kept),
          len(patients) - len(kept), sep=",")


def main(folder):
    tables, cases = Path(folder) / "data/tables", Path(folder) / "cases"
    print("name,rows,patients,events,slides,leftOut")
    for cohort in ("KIRC", "BLCA"):
        for endpoint in ("os", "dss", "pfi"):
            count(tables / f"pan_{cohort}.csv", f"pan_{cohort} {endpoint.upper()}", "case_id", f"{endpoint}_survival_days",
                  f"{endpoint}_censorship", "slide_id", censorship=True)
    for endpoint, ending in (("OS", ""), ("DSS", "_dss"), ("PFI", "_pfi")):
        count(tables / "sp_blca.csv", f"sp_blca {endpoint}", "case_id", f"survival_months{ending}", f"censorship{ending}", "slide_id",
              censorship=True)
    count(tables / "ds_metabric_IHC4_clinical_train_test.csv", "metabric OS", None, "time", "event")
    count(tables / "ll_dd.csv", "dd OS", None, "duration", "observed")
    folder = cases / "tab-separated-public-tables"
    count(folder / "cbioportal_patient.txt", "cbioportal OS", "PATIENT_ID", "OS_MONTHS", "OS_STATUS", delimiter="\t")
    count(folder / "xena.tsv", "xena OS", "_PATIENT", "OS.time", "OS", delimiter="\t")
    count(folder / "gdc.tsv", "gdc OS", "case_submitter_id", "days_to_death", "vital_status", delimiter="\t",
          alive_time="days_to_last_follow_up")
    count(cases / "time-zero-cohort/cohort.csv", "time-zero OS", "_PATIENT", "OS.time", "OS")


if __name__ == "__main__":
    main(sys.argv[1])
