"""ResNet-18 features of a PNG's 224 x 224 patches, by OpenCV alone: its reader, its preparation of the input, its own inference.

    /usr/bin/python3 resnet18.py ResNet18.onnx picture.png ROWS > features.json

Patches of some rows without overlap, as many as fit. Needs Debian's python3-opencv.
"""
import json
import sys

import cv2

net = cv2.dnn.readNetFromONNX(sys.argv[1])
picture = cv2.imread(sys.argv[2], cv2.IMREAD_COLOR)
features = []
for y in range(0, 224 * int(sys.argv[3]), 224):
    for x in range(0, picture.shape[1] - 223, 224):
        # OpenCV's pictures are BGR, as the model wants them.
        net.setInput(cv2.dnn.blobFromImage(picture[y:y + 224, x:x + 224], 1.0, (224, 224), (103.939, 116.779, 123.68), swapRB=False))
        features.append(net.forward("Pooling395_Output_0").reshape(-1).tolist())
print(json.dumps(features))
