"""Writes the small bags beside this file with h5py, that is with the HDF5 library itself.

Feature j of patch i is (i mod 32) + j / 32, which every float type from half precision on holds exactly; patch i lies at (256 (i mod 7), 256 (i div 7)).
"""
import os
import h5py
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def features(count, width, kind="f4"):
    return (np.arange(count)[:, None] % 32 + np.arange(width)[None, :] / 32).astype(kind)


def coords(count, kind="i8"):
    return (np.stack([np.arange(count) % 7, np.arange(count) // 7], axis=1) * 256).astype(kind)


def write(name, x, c=None, coord_attributes=(), feature_attributes=(), libver="earliest", **layout):
    with h5py.File(os.path.join(HERE, name), "w", libver=libver) as file:
        for key, value, attributes in (("features", x, feature_attributes), ("coords", c, coord_attributes)):
            if value is None:
                continue
            dataset = file.create_dataset(key, data=value, **layout.get(key, {}))
            for attribute, content in attributes:
                dataset.attrs[attribute] = content


def rows_of_one(x, c, **more):
    """The layout of CLAM's writer: chunks of one row, growing without bound along the patches."""
    return {"features": dict(chunks=(1,) + x.shape[1:], maxshape=(None,) + x.shape[1:], **more),
            "coords": dict(chunks=(1,) + c.shape[1:], maxshape=(None,) + c.shape[1:], **more)}


x, c = features(40, 16), coords(40)
attributes = [("patch_size", 256), ("patch_level", 1), ("name", "slide")]
write("good-clam.h5", x, c, attributes, [("encoder", "resnet50_trunc")], **rows_of_one(x, c))
write("good-clam-gzip-shuffle.h5", x, c, attributes, **rows_of_one(x, c, compression="gzip", shuffle=True))
write("good-clam-latest-version.h5", x, c, attributes, libver="latest", **rows_of_one(x, c))
write("good-contiguous.h5", x, c)
write("good-fletcher32.h5", x, c, features=dict(chunks=(8, 5), fletcher32=True))
write("good-float16-tall-chunks.h5", features(40, 16, "f2"), coords(40, "i4"), features=dict(chunks=(13, 3), compression="gzip"))
write("good-float64-leading-one.h5", features(40, 16, "f8")[None], coords(40, "u4")[None])
write("good-float-coordinates.h5", x, coords(40, "f8"))
write("good-no-coordinates.h5", x)

write("bad-coordinates-3-columns.h5", x, np.zeros((40, 3), "i8"))
write("bad-coordinates-39-rows.h5", x, c[:39])
write("bad-coordinates-fractional.h5", x, coords(40, "f4") + 0.5)
write("bad-features-1-axis.h5", x[:, 0], c)
write("bad-features-3-axes.h5", x.reshape(40, 4, 4), c)
write("bad-features-integer.h5", (32 * x).astype("i4"), c)
write("bad-features-missing.h5", None, c)
write("bad-features-text.h5", np.array([[b"a", b"b"]]), None)
