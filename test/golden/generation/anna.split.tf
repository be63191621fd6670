# Least privilege for arn:aws:iam::111122223333:user/anna, from the calls in its CloudTrail logs.
# Attaching it adds only: a user may do what any of its policies allows.
# Once it is tested, detach the managed policies and delete the inline policies that it replaces.

resource "aws_iam_policy" "user1_anna" {
  name        = "trailwright-user1-anna"
  description = "Least privilege from CloudTrail logs; attaching adds only"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "KmsDecrypt"
        Effect = "Allow"
        Action = [
          "kms:Decrypt",
        ]
        Resource = [
          "arn:aws:kms:eu-west-1:111122223333:key/0",
          "arn:aws:kms:eu-west-1:111122223333:key/1",
          "arn:aws:kms:eu-west-1:111122223333:key/10",
          "arn:aws:kms:eu-west-1:111122223333:key/100",
          "arn:aws:kms:eu-west-1:111122223333:key/101",
          "arn:aws:kms:eu-west-1:111122223333:key/102",
          "arn:aws:kms:eu-west-1:111122223333:key/103",
          "arn:aws:kms:eu-west-1:111122223333:key/104",
          "arn:aws:kms:eu-west-1:111122223333:key/105",
          "arn:aws:kms:eu-west-1:111122223333:key/106",
          "arn:aws:kms:eu-west-1:111122223333:key/107",
          "arn:aws:kms:eu-west-1:111122223333:key/108",
          "arn:aws:kms:eu-west-1:111122223333:key/109",
          "arn:aws:kms:eu-west-1:111122223333:key/11",
          "arn:aws:kms:eu-west-1:111122223333:key/110",
          "arn:aws:kms:eu-west-1:111122223333:key/111",
          "arn:aws:kms:eu-west-1:111122223333:key/112",
          "arn:aws:kms:eu-west-1:111122223333:key/113",
          "arn:aws:kms:eu-west-1:111122223333:key/114",
          "arn:aws:kms:eu-west-1:111122223333:key/115",
          "arn:aws:kms:eu-west-1:111122223333:key/116",
          "arn:aws:kms:eu-west-1:111122223333:key/117",
          "arn:aws:kms:eu-west-1:111122223333:key/118",
          "arn:aws:kms:eu-west-1:111122223333:key/119",
          "arn:aws:kms:eu-west-1:111122223333:key/12",
          "arn:aws:kms:eu-west-1:111122223333:key/120",
          "arn:aws:kms:eu-west-1:111122223333:key/121",
          "arn:aws:kms:eu-west-1:111122223333:key/122",
          "arn:aws:kms:eu-west-1:111122223333:key/123",
          "arn:aws:kms:eu-west-1:111122223333:key/124",
          "arn:aws:kms:eu-west-1:111122223333:key/125",
          "arn:aws:kms:eu-west-1:111122223333:key/126",
          "arn:aws:kms:eu-west-1:111122223333:key/127",
          "arn:aws:kms:eu-west-1:111122223333:key/128",
          "arn:aws:kms:eu-west-1:111122223333:key/129",
          "arn:aws:kms:eu-west-1:111122223333:key/13",
          "arn:aws:kms:eu-west-1:111122223333:key/130",
          "arn:aws:kms:eu-west-1:111122223333:key/131",
          "arn:aws:kms:eu-west-1:111122223333:key/132",
          "arn:aws:kms:eu-west-1:111122223333:key/133",
          "arn:aws:kms:eu-west-1:111122223333:key/134",
          "arn:aws:kms:eu-west-1:111122223333:key/135",
          "arn:aws:kms:eu-west-1:111122223333:key/136",
          "arn:aws:kms:eu-west-1:111122223333:key/137",
          "arn:aws:kms:eu-west-1:111122223333:key/138",
          "arn:aws:kms:eu-west-1:111122223333:key/139",
          "arn:aws:kms:eu-west-1:111122223333:key/14",
          "arn:aws:kms:eu-west-1:111122223333:key/140",
          "arn:aws:kms:eu-west-1:111122223333:key/141",
          "arn:aws:kms:eu-west-1:111122223333:key/142",
          "arn:aws:kms:eu-west-1:111122223333:key/143",
          "arn:aws:kms:eu-west-1:111122223333:key/144",
          "arn:aws:kms:eu-west-1:111122223333:key/145",
          "arn:aws:kms:eu-west-1:111122223333:key/146",
          "arn:aws:kms:eu-west-1:111122223333:key/147",
          "arn:aws:kms:eu-west-1:111122223333:key/148",
          "arn:aws:kms:eu-west-1:111122223333:key/149",
          "arn:aws:kms:eu-west-1:111122223333:key/15",
          "arn:aws:kms:eu-west-1:111122223333:key/16",
          "arn:aws:kms:eu-west-1:111122223333:key/17",
          "arn:aws:kms:eu-west-1:111122223333:key/18",
          "arn:aws:kms:eu-west-1:111122223333:key/19",
          "arn:aws:kms:eu-west-1:111122223333:key/2",
          "arn:aws:kms:eu-west-1:111122223333:key/20",
          "arn:aws:kms:eu-west-1:111122223333:key/21",
          "arn:aws:kms:eu-west-1:111122223333:key/22",
          "arn:aws:kms:eu-west-1:111122223333:key/23",
          "arn:aws:kms:eu-west-1:111122223333:key/24",
          "arn:aws:kms:eu-west-1:111122223333:key/25",
          "arn:aws:kms:eu-west-1:111122223333:key/26",
          "arn:aws:kms:eu-west-1:111122223333:key/27",
          "arn:aws:kms:eu-west-1:111122223333:key/28",
          "arn:aws:kms:eu-west-1:111122223333:key/29",
          "arn:aws:kms:eu-west-1:111122223333:key/3",
          "arn:aws:kms:eu-west-1:111122223333:key/30",
        ]
      },
    ]
  })
}

resource "aws_iam_user_policy_attachment" "user1_anna" {
  user       = "anna"
  policy_arn = aws_iam_policy.user1_anna.arn
}

resource "aws_iam_policy" "user2_anna" {
  name        = "trailwright-user2-anna"
  description = "Least privilege from CloudTrail logs; attaching adds only"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "KmsDecrypt"
        Effect = "Allow"
        Action = [
          "kms:Decrypt",
        ]
        Resource = [
          "arn:aws:kms:eu-west-1:111122223333:key/31",
          "arn:aws:kms:eu-west-1:111122223333:key/32",
          "arn:aws:kms:eu-west-1:111122223333:key/33",
          "arn:aws:kms:eu-west-1:111122223333:key/34",
          "arn:aws:kms:eu-west-1:111122223333:key/35",
          "arn:aws:kms:eu-west-1:111122223333:key/36",
          "arn:aws:kms:eu-west-1:111122223333:key/37",
          "arn:aws:kms:eu-west-1:111122223333:key/38",
          "arn:aws:kms:eu-west-1:111122223333:key/39",
          "arn:aws:kms:eu-west-1:111122223333:key/4",
          "arn:aws:kms:eu-west-1:111122223333:key/40",
          "arn:aws:kms:eu-west-1:111122223333:key/41",
          "arn:aws:kms:eu-west-1:111122223333:key/42",
          "arn:aws:kms:eu-west-1:111122223333:key/43",
          "arn:aws:kms:eu-west-1:111122223333:key/44",
          "arn:aws:kms:eu-west-1:111122223333:key/45",
          "arn:aws:kms:eu-west-1:111122223333:key/46",
          "arn:aws:kms:eu-west-1:111122223333:key/47",
          "arn:aws:kms:eu-west-1:111122223333:key/48",
          "arn:aws:kms:eu-west-1:111122223333:key/49",
          "arn:aws:kms:eu-west-1:111122223333:key/5",
          "arn:aws:kms:eu-west-1:111122223333:key/50",
          "arn:aws:kms:eu-west-1:111122223333:key/51",
          "arn:aws:kms:eu-west-1:111122223333:key/52",
          "arn:aws:kms:eu-west-1:111122223333:key/53",
          "arn:aws:kms:eu-west-1:111122223333:key/54",
          "arn:aws:kms:eu-west-1:111122223333:key/55",
          "arn:aws:kms:eu-west-1:111122223333:key/56",
          "arn:aws:kms:eu-west-1:111122223333:key/57",
          "arn:aws:kms:eu-west-1:111122223333:key/58",
          "arn:aws:kms:eu-west-1:111122223333:key/59",
          "arn:aws:kms:eu-west-1:111122223333:key/6",
          "arn:aws:kms:eu-west-1:111122223333:key/60",
          "arn:aws:kms:eu-west-1:111122223333:key/61",
          "arn:aws:kms:eu-west-1:111122223333:key/62",
          "arn:aws:kms:eu-west-1:111122223333:key/63",
          "arn:aws:kms:eu-west-1:111122223333:key/64",
          "arn:aws:kms:eu-west-1:111122223333:key/65",
          "arn:aws:kms:eu-west-1:111122223333:key/66",
          "arn:aws:kms:eu-west-1:111122223333:key/67",
          "arn:aws:kms:eu-west-1:111122223333:key/68",
          "arn:aws:kms:eu-west-1:111122223333:key/69",
          "arn:aws:kms:eu-west-1:111122223333:key/7",
          "arn:aws:kms:eu-west-1:111122223333:key/70",
          "arn:aws:kms:eu-west-1:111122223333:key/71",
          "arn:aws:kms:eu-west-1:111122223333:key/72",
          "arn:aws:kms:eu-west-1:111122223333:key/73",
          "arn:aws:kms:eu-west-1:111122223333:key/74",
          "arn:aws:kms:eu-west-1:111122223333:key/75",
          "arn:aws:kms:eu-west-1:111122223333:key/76",
          "arn:aws:kms:eu-west-1:111122223333:key/77",
          "arn:aws:kms:eu-west-1:111122223333:key/78",
          "arn:aws:kms:eu-west-1:111122223333:key/79",
          "arn:aws:kms:eu-west-1:111122223333:key/8",
          "arn:aws:kms:eu-west-1:111122223333:key/80",
          "arn:aws:kms:eu-west-1:111122223333:key/81",
          "arn:aws:kms:eu-west-1:111122223333:key/82",
          "arn:aws:kms:eu-west-1:111122223333:key/83",
          "arn:aws:kms:eu-west-1:111122223333:key/84",
          "arn:aws:kms:eu-west-1:111122223333:key/85",
          "arn:aws:kms:eu-west-1:111122223333:key/86",
          "arn:aws:kms:eu-west-1:111122223333:key/87",
          "arn:aws:kms:eu-west-1:111122223333:key/88",
          "arn:aws:kms:eu-west-1:111122223333:key/89",
          "arn:aws:kms:eu-west-1:111122223333:key/9",
          "arn:aws:kms:eu-west-1:111122223333:key/90",
          "arn:aws:kms:eu-west-1:111122223333:key/91",
          "arn:aws:kms:eu-west-1:111122223333:key/92",
          "arn:aws:kms:eu-west-1:111122223333:key/93",
          "arn:aws:kms:eu-west-1:111122223333:key/94",
          "arn:aws:kms:eu-west-1:111122223333:key/95",
          "arn:aws:kms:eu-west-1:111122223333:key/96",
          "arn:aws:kms:eu-west-1:111122223333:key/97",
          "arn:aws:kms:eu-west-1:111122223333:key/98",
          "arn:aws:kms:eu-west-1:111122223333:key/99",
        ]
      },
    ]
  })
}

resource "aws_iam_user_policy_attachment" "user2_anna" {
  user       = "anna"
  policy_arn = aws_iam_policy.user2_anna.arn
}
