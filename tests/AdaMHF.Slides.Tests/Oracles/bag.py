"""Reads a bag as CLAM's and TRIDENT's readers index it, by h5py, and prints what it holds.

    /usr/bin/python3 bag.py slide.h5 > bag.json

Needs Debian's python3-h5py.
"""
import json
import sys

import h5py


def plain(value):
    return value.tolist() if hasattr(value, "tolist") else value


with h5py.File(sys.argv[1], "r") as bag:
    print(json.dumps({
        "names": sorted(bag.keys()),
        **{name: {
            "shape": list(bag[name].shape),
            "type": str(bag[name].dtype),
            # CLAM: hdf5_file['features'][:], hdf5_file['coords'][:]; TRIDENT: f['features'][()], dict(f['coords'].attrs).
            "first": bag[name][:][0].tolist(),
            "attributes": {key: plain(value) for key, value in sorted(bag[name].attrs.items())},
        } for name in bag.keys()},
    }))
