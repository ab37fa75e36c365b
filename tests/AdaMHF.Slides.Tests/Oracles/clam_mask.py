"""CLAM's published recipe for tissue, by OpenCV: a mask of a thumbnail, to compare ours with.

    /usr/bin/python3 clam_mask.py thumbnail.png mask.png SCALED_TISSUE_AREA SCALED_HOLE_AREA MAX_HOLES STHRESH MTHRESH CLOSE USE_OTSU

Areas in pixels of the thumbnail. Needs Debian's python3-opencv.
"""
import sys

import cv2
import numpy as np


def main(source, target, tissue_area, hole_area, max_holes, sthresh, mthresh, close, use_otsu):
    rgb = cv2.cvtColor(cv2.imread(source, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
    saturation = cv2.medianBlur(cv2.cvtColor(rgb, cv2.COLOR_RGB2HSV)[:, :, 1], int(mthresh))
    if use_otsu == "true":
        _, binary = cv2.threshold(saturation, 0, 255, cv2.THRESH_OTSU + cv2.THRESH_BINARY)
    else:
        _, binary = cv2.threshold(saturation, int(sthresh), 255, cv2.THRESH_BINARY)
    if int(close) > 0:
        binary = cv2.morphologyEx(binary, cv2.MORPH_CLOSE, np.ones((int(close), int(close)), np.uint8))

    contours, hierarchy = cv2.findContours(binary, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    mask = np.zeros(binary.shape, np.uint8)
    for i in [i for i in range(len(contours)) if hierarchy[0][i][3] == -1]:
        holes = [contours[j] for j in range(len(contours)) if hierarchy[0][j][3] == i]
        area = cv2.contourArea(contours[i]) - sum(cv2.contourArea(hole) for hole in holes)
        if area <= float(tissue_area):
            continue
        # A point on the line of a contour is inside of it, and on the line of a hole not in the hole; other pieces know nothing of it.
        piece = np.zeros(binary.shape, np.uint8)
        cv2.drawContours(piece, [contours[i]], -1, 255, cv2.FILLED)
        largest = sorted(holes, key=cv2.contourArea, reverse=True)[:int(max_holes)]
        for hole in largest:
            if cv2.contourArea(hole) > float(hole_area):
                cv2.drawContours(piece, [hole], -1, 0, cv2.FILLED)
                cv2.drawContours(piece, [hole], -1, 255, 1)
        mask |= piece
    cv2.imwrite(target, mask)


main(*sys.argv[1:])
