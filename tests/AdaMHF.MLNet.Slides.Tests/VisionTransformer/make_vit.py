"""Exports a vision transformer of torchvision with random weights as the recipe of src/AdaMHF.Slides/README.md does.

usage: make_vit.py FOLDER [--large]. Writes vit.onnx, vit.pt and vit.json: what PyTorch finds in one picture, and the MLP of the first block.
The files beside this script are the small one; --large is a ViT-L/16 (1.2 GB a file). Debian 12: python3-torch, python3-torchvision.
"""
import json
import os
import sys

import numpy as np
import torch
from torchvision.models import VisionTransformer

MEAN, DEVIATION = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
SMALL = dict(image_size=32, patch_size=8, num_layers=2, num_heads=2, hidden_dim=16, mlp_dim=32)
LARGE = dict(image_size=224, patch_size=16, num_layers=24, num_heads=16, hidden_dim=1024, mlp_dim=4096)


def picture(size):
    """A test draws the same."""
    y, x, channel = np.meshgrid(np.arange(size), np.arange(size), np.arange(3), indexing="ij")
    return (7 * x + 13 * y + 29 * channel + x * y) % 256


def main():
    folder, sizes = sys.argv[1], LARGE if "--large" in sys.argv else SMALL
    torch.manual_seed(1)
    model = VisionTransformer(**sizes)
    model.heads = torch.nn.Identity()
    # Layers start at 0 here and there; a trained one does not.
    for parameter in model.parameters():
        if parameter.abs().max() < 1e-3:
            torch.nn.init.normal_(parameter, std=0.02)
    model.eval()
    torch.save(model.state_dict(), os.path.join(folder, "vit.pt"))
    size = sizes["image_size"]
    torch.onnx.export(model, torch.zeros(1, 3, size, size), os.path.join(folder, "vit.onnx"), input_names=["image"],
                      output_names=["features"], dynamic_axes={"image": {0: "batch"}, "features": {0: "batch"}})
    with torch.no_grad():
        pixels = torch.tensor(((picture(size) / 255 - MEAN) / DEVIATION).transpose(2, 0, 1)[None], dtype=torch.float32)
        features = model(pixels)[0]
    mlp = model.encoder.layers[0].mlp
    linear = [layer for layer in mlp if isinstance(layer, torch.nn.Linear)]
    found = {"features": features.tolist()}
    if "--large" not in sys.argv:
        for name, layer in zip(("fc1", "fc2"), linear):
            found[name + ".weight"], found[name + ".bias"] = layer.weight.flatten().tolist(), layer.bias.tolist()
    with open(os.path.join(folder, "vit.json"), "w") as file:
        json.dump(found, file)


main()
